namespace Dejima.Workflows.Runs.Results;

/// <summary>What kind of thing went wrong. The names stand in records and stay.</summary>
public enum FailureKind
{
    /// <summary>The program could not be started.</summary>
    NotStarted,

    /// <summary>The program ended with another exit code than 0.</summary>
    ExitCode,

    /// <summary>An output was not written.</summary>
    OutputMissing,

    /// <summary>An output is a link to outside, not a regular file, not readable, or not of its port's type.</summary>
    OutputUnusable,

    /// <summary>The calculation at the site did not succeed.</summary>
    Remote,

    /// <summary>Reading or writing files failed, such as on a full disk.</summary>
    Files,

    /// <summary>Something else.</summary>
    Unexpected,
}
