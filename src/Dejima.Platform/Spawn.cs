namespace Dejima.Platform;

/// <summary>A program to start in a session of its own, without a shell and without the caller's open files.</summary>
/// <param name="Program">Absolute path.</param>
/// <param name="Arguments">With the program's name first.</param>
/// <param name="Environment">The whole environment, not an addition to the caller's.</param>
internal sealed record Spawn(
    string Program, IReadOnlyList<string> Arguments, IReadOnlyDictionary<string, string> Environment)
{
    /// <summary>The number by which the program finds the file it inherits.</summary>
    public const int InheritedFile = 3;

    /// <summary>Working directory; null for the caller's.</summary>
    public string? Folder { get; init; }

    /// <summary>The file that standard output is appended to.</summary>
    public string Stdout { get; init; } = "/dev/null";

    /// <summary>The file that standard error is appended to.</summary>
    public string Stderr { get; init; } = "/dev/null";

    /// <summary>An open file to be standard input; null for none.</summary>
    public int? StdinFile { get; init; }

    /// <summary>An open file to be standard output, instead of <see cref="Stdout"/>; null for none.</summary>
    public int? StdoutFile { get; init; }

    /// <summary>An open file to hand on; null for none.</summary>
    public int? Inherit { get; init; }
}
