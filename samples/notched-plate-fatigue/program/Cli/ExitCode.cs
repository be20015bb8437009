namespace Dejima.Samples.NotchedPlate.Cli;

/// <summary>Exit codes, with the meanings of BSD's sysexits.h.</summary>
internal static class ExitCode
{
    /// <summary>The command line is wrong.</summary>
    public const int Usage = 64;

    /// <summary>An input file holds something that cannot be calculated with.</summary>
    public const int Data = 65;

    /// <summary>An input file is missing or cannot be read.</summary>
    public const int NoInput = 66;

    /// <summary>The solver failed.</summary>
    public const int Solver = 70;

    /// <summary>A result could not be written.</summary>
    public const int CannotCreate = 73;

    /// <summary>The site is not set up: no model, no solver.</summary>
    public const int Configuration = 78;

    /// <summary>Stopped from outside.</summary>
    public const int Cancelled = 130;
}
