namespace Dejima.Workflows.Runs.Programs;

/// <summary>How a program ended by itself.</summary>
/// <param name="ExitCode">0 is success.</param>
/// <param name="LastLines">The last lines of its standard error, oldest first.</param>
internal sealed record ProgramEnd(int ExitCode, IReadOnlyList<string> LastLines);
