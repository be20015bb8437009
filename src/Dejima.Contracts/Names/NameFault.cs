namespace Dejima.Contracts.Names;

/// <summary>What is wrong with a file name.</summary>
public enum NameFault
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>The name is empty.</summary>
    Empty,

    /// <summary>Two slashes follow one another, or the name ends with one.</summary>
    EmptyPart,

    /// <summary>A part is <c>.</c> or <c>..</c>.</summary>
    Climbs,

    /// <summary>The name starts at a root or a drive, or holds a colon.</summary>
    NotRelative,

    /// <summary>A backslash, which separates parts on Windows only.</summary>
    Backslash,

    /// <summary>A control, invisible formatting or lone surrogate character.</summary>
    ControlCharacter,

    /// <summary>Over 255 bytes in one part or 1024 in all (UTF-8).</summary>
    TooLong,

    /// <summary>A part ends with a dot or a space, which Windows drops.</summary>
    TrailingDotOrSpace,

    /// <summary>A part is a Windows device such as <c>NUL</c>.</summary>
    DeviceName,
}
