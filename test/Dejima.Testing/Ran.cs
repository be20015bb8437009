namespace Dejima.Testing;

/// <summary>What a program that has ended left behind.</summary>
public sealed record Ran(int ExitCode, string Output, string Error)
{
    public override string ToString() => $"exit code {ExitCode}\n--- stdout\n{Output}\n--- stderr\n{Error}";
}
