namespace Dejima.Samples.NotchedPlate.Cli;

/// <summary>An end with a sentence for the user and an exit code, rather than a stack trace.</summary>
internal sealed class ProgramError(int code, string english, string japanese)
    : Exception(Language.Pick(english, japanese))
{
    /// <summary>One of <see cref="ExitCode"/>.</summary>
    public int Code { get; } = code;

    /// <summary>An input that cannot be calculated with.</summary>
    public static ProgramError BadData(string english, string japanese) => new(ExitCode.Data, english, japanese);

    /// <summary>A site that is not set up.</summary>
    public static ProgramError Configuration(string english, string japanese) =>
        new(ExitCode.Configuration, english, japanese);

    /// <summary>A wrong command line.</summary>
    public static ProgramError Usage(string english, string japanese) => new(ExitCode.Usage, english, japanese);
}
