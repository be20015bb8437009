using System.Text.Json.Serialization;

namespace Dejima.Ssh;

/// <summary>What is run at a plain site: program (C) of R-S4.</summary>
[JsonDerivedType(typeof(Script), "script")]
[JsonDerivedType(typeof(ShellText), "shell-text")]
public abstract record PlainEntry
{
    private PlainEntry()
    {
    }

    /// <summary>A program at the site, run without arguments in the workspace; <c>~/</c> at its start is the account's home.</summary>
    /// <param name="Path">Absolute, or from the home.</param>
    public sealed record Script(string Path) : PlainEntry;

    /// <summary>
    /// A line for the site's <c>sh</c>, from the command line of the program this one replaces (R-L3). Both its outputs go
    /// into a file of the workspace.
    /// </summary>
    /// <param name="Text">The line, as the host's user wrote it.</param>
    /// <param name="Log">The file's name.</param>
    public sealed record ShellText(string Text, string Log) : PlainEntry;
}
