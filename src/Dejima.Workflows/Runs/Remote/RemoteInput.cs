namespace Dejima.Workflows.Runs.Remote;

/// <summary>A file to send.</summary>
/// <param name="Path">Absolute path here; a regular file.</param>
/// <param name="Name">Its name at the site, see <see cref="Contracts.Names.FileName"/>.</param>
public sealed record RemoteInput(string Path, string Name);
