namespace Dejima.Workflows.Runs;

/// <summary>The folder for a run cannot be used as it is. Nothing was run or deleted.</summary>
public sealed class RunFolderException(string message) : IOException(message);
