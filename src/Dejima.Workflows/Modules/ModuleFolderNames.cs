namespace Dejima.Workflows.Modules;

/// <summary>What Dejima itself puts into a module's folder.</summary>
internal static class ModuleFolderNames
{
    /// <summary>The folder with the input files, one per port under the port's name.</summary>
    public const string Inputs = "inputs";

    /// <summary>What the program wrote to standard output.</summary>
    public const string Stdout = "stdout.log";

    /// <summary>What the program wrote to standard error.</summary>
    public const string Stderr = "stderr.log";

    /// <summary>Where a site's results arrive; gone when the module has ended.</summary>
    public const string Returned = "returned";

    /// <summary>All of them: no output can have such a name.</summary>
    public static readonly string[] All = [Inputs, Stdout, Stderr, Returned];
}
