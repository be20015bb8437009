namespace Dejima.Workflows.Modules;

/// <summary>What a port carries. A value travels as a file too: its text in UTF-8 with one line end.</summary>
public enum PortType
{
    /// <summary>A file of any content.</summary>
    File,

    /// <summary>A whole number of 64 bits.</summary>
    Integer,

    /// <summary>A finite number, such as <c>2.16e2</c>.</summary>
    Number,

    /// <summary>Text of at most <see cref="PortTypes.MaxValueBytes"/>.</summary>
    Text,
}
