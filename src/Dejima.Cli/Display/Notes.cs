namespace Dejima.Cli.Display;

/// <summary>What <c>dejima</c> itself says: lines on stderr, so that stdout carries data only.</summary>
/// <param name="quiet">Say nothing but errors.</param>
internal sealed class Notes(bool quiet)
{
    public void Say(string line)
    {
        if (!quiet)
            Warn(line);
    }

    /// <summary>Says it in any case.</summary>
    public static void Warn(string line) => Console.Error.WriteLine($"dejima: {line}");
}
