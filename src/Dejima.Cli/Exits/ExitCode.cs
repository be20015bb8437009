namespace Dejima.Cli.Exits;

/// <summary>What <c>dejima</c> itself ends with; a calculation's own exit code otherwise (design: programs; sysexits.h).</summary>
internal static class ExitCode
{
    public const int Success = 0;
    public const int Usage = 64;
    public const int BadData = 65;
    public const int NoInput = 66;
    public const int Unreachable = 69;
    public const int Internal = 70;
    public const int LocalFiles = 74;
    public const int TryLater = 75;
    public const int Protocol = 76;
    public const int Refused = 77;
    public const int Configuration = 78;
    public const int Timeout = 124;
    public const int Cancelled = 130;

    /// <summary>The calculation failed without an exit code of its own: agent lost, output missing, expired.</summary>
    public const int Failed = 1;
}
