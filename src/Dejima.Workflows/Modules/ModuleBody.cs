namespace Dejima.Workflows.Modules;

/// <summary>What a module does: start a program here (program (A), R-S4), or hand a calculation to a site.</summary>
public abstract record ModuleBody
{
    private ModuleBody()
    {
    }

    /// <summary>A program on this machine.</summary>
    /// <param name="File">Absolute path of an executable file.</param>
    /// <param name="Arguments">What comes before the ports' options.</param>
    /// <param name="Environment">Variables set in addition to this process's own.</param>
    public sealed record Program(
        string File, IReadOnlyList<string> Arguments, IReadOnlyDictionary<string, string> Environment) : ModuleBody;

    /// <summary>A calculation at a site, declared instead of programmed.</summary>
    /// <param name="Site">The site's name.</param>
    /// <param name="Command">The name of one of the site's commands.</param>
    /// <param name="Inputs">For every input port the file name at the site.</param>
    /// <param name="Outputs">For every output port the file name at the site.</param>
    /// <param name="Parameters">By name, as text; the site's policy gives each its type.</param>
    public sealed record Remote(
        string Site,
        string Command,
        IReadOnlyDictionary<string, string> Inputs,
        IReadOnlyDictionary<string, string> Outputs,
        IReadOnlyDictionary<string, string> Parameters) : ModuleBody;
}
