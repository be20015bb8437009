using Dejima.Execution.Workspaces;

namespace Dejima.Execution.Outputs;

/// <summary>Finds the declared outputs of a command that has ended.</summary>
public static class OutputSearch
{
    /// <summary>Checks, opens and digests those that exist.</summary>
    /// <param name="workspace">Where they are.</param>
    /// <param name="names">The declared names.</param>
    /// <param name="neverSend">What must not be among them.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <returns>Those that exist, in the order of the names. The caller disposes of them.</returns>
    /// <exception cref="WithheldException">One must not be sent.</exception>
    public static async Task<IReadOnlyList<FoundOutput>> FindAsync(
        Workspace workspace, IReadOnlyList<string> names, NeverSend neverSend, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        ArgumentNullException.ThrowIfNull(names);
        ArgumentNullException.ThrowIfNull(neverSend);
        var found = new List<FoundOutput>();
        try
        {
            foreach (var name in names)
            {
                if (await OutputFile.OpenAsync(workspace, name, cancellationToken).ConfigureAwait(false) is { } output)
                    found.Add(output);
            }

            await neverSend.CheckAsync([.. found.Select(output => output.File)], cancellationToken).ConfigureAwait(false);
            return found;
        }
        catch
        {
            found.ForEach(output => output.Dispose());
            throw;
        }
    }
}
