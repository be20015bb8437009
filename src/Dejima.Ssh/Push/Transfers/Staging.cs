using Dejima.Execution.Workspaces;
using Dejima.Platform;
using Dejima.Ssh.Protocol;
using static Dejima.Contracts.Languages.Language;

namespace Dejima.Ssh.Push.Transfers;

/// <summary>A private folder beside the place of results, in which they are until all are there.</summary>
/// <param name="into">The folder for the results.</param>
/// <param name="id">The calculation.</param>
internal sealed class Staging(string into, Guid id)
{
    private readonly string _folder = Path.Combine(into, $".dejima-{id:D}");

    /// <summary>Its name in the folder for the results.</summary>
    public string Name => Path.GetFileName(_folder);

    /// <summary>What has come, under its own name.</summary>
    public string Files => Path.Combine(_folder, "files");

    /// <summary>Where rsync writes files before they have their name. What one leaves that was killed is no result.</summary>
    public string Temporary => Path.Combine(_folder, "temp");

    /// <summary>Makes it, unless an earlier try did.</summary>
    /// <exception cref="IOException">It cannot be made.</exception>
    public Staging Create()
    {
        Directory.CreateDirectory(into);
        if (new DirectoryInfo(_folder) is { LinkTarget: not null })
            throw new IOException(Say($"'{_folder}' is a link.", $"'{_folder}' はリンクです。"));
        if (!Directory.Exists(_folder))
            PrivateFolder.Create(_folder);
        Directory.CreateDirectory(Files);
        Directory.CreateDirectory(Temporary);
        return this;
    }

    /// <summary>The first of these that is not there with its size; null when all are.</summary>
    public string? Lacks(IEnumerable<PushedFile> files) => files.FirstOrDefault(file => !IsUnnamed(file.Name)
        && (FileFacts.Of(Path.Combine(Files, file.Name)) is not { IsRegular: true } facts || (long)facts.Size != file.Size))?.Name;

    /// <summary>Removes it. Nothing there is fine.</summary>
    public void Remove() => PrivateFolder.Remove(_folder);

    // As it reads here it may be of bytes that are no text, and then it is not found by it.
    private static bool IsUnnamed(string name) => name.Contains('\uFFFD', StringComparison.Ordinal);
}
