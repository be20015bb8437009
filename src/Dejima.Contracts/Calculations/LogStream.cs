namespace Dejima.Contracts.Calculations;

/// <summary>One of the command's two streams.</summary>
public enum LogStream
{
    /// <summary>Standard output.</summary>
    Stdout,

    /// <summary>Standard error.</summary>
    Stderr,
}
