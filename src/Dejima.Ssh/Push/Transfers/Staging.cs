using Dejima.Execution.Workspaces;
using static Dejima.Contracts.Languages.Language;

namespace Dejima.Ssh.Push.Transfers;

/// <summary>A private folder beside the place of results, in which they are until all are there.</summary>
/// <param name="into">The folder for the results.</param>
/// <param name="id">The calculation.</param>
internal sealed class Staging(string into, Guid id)
{
    private readonly string _folder = Path.Combine(into, $".dejima-{id:D}");

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

    /// <summary>Removes it. Nothing there is fine.</summary>
    public void Remove() => PrivateFolder.Remove(_folder);
}
