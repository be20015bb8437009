namespace Dejima.Broker.Commands;

/// <summary>Exit codes, after sysexits.h where it has one.</summary>
internal static class ExitCode
{
    /// <summary>All is well.</summary>
    public const int Fine = 0;

    /// <summary>It could not be done.</summary>
    public const int Failed = 1;

    /// <summary>The command line is wrong.</summary>
    public const int Usage = 64;

    /// <summary>The configuration is wrong.</summary>
    public const int Configuration = 78;
}
