using Dejima.Contracts.Names;
using Dejima.Workflows.Modules;

namespace Dejima.Workflows.Workflows;

/// <summary>What Dejima itself puts into a run's folder.</summary>
internal static class RunFolderNames
{
    /// <summary>The folder with one folder per step.</summary>
    public const string Modules = "modules";

    /// <summary>The run's record.</summary>
    public const string Record = "run.json";

    /// <summary>The record while it is being written.</summary>
    public const string NewRecord = "run.json.new";

    /// <summary>All of them: no result can have such a name.</summary>
    public static readonly string[] All = [Modules, Record, NewRecord];

    /// <summary>Whether a text read from a file is a step's name, and so safe as a folder's.</summary>
    public static bool IsStep(string name) =>
        PortName.Normalize(name) == name && FileName.IsValid(name);
}
