namespace Dejima.Samples.NotchedPlate.Cli;

/// <summary>What a command sees of the world, so that a test can give it another one.</summary>
/// <param name="Out">Progress and tables for the user.</param>
/// <param name="Error">Errors and warnings.</param>
/// <param name="Directory">The directory that relative file names start from.</param>
/// <param name="Variable">Reads an environment variable; null when it is not set.</param>
internal sealed record Surroundings(
    TextWriter Out, TextWriter Error, string Directory, Func<string, string?> Variable)
{
    /// <summary>The real world.</summary>
    public static Surroundings OfProcess() =>
        new(Console.Out, Console.Error, Environment.CurrentDirectory, Environment.GetEnvironmentVariable);

    /// <summary>The full path of a file named on the command line.</summary>
    public string PathOf(string name) => Path.GetFullPath(name, Directory);
}
