namespace Dejima.Client.Handout;

/// <summary>A file that is at a plain site already.</summary>
/// <param name="Path">Where it is there.</param>
/// <param name="Name">The name it gets in the workspace, see <see cref="Contracts.Names.FileName"/>.</param>
public sealed record SiteFile(string Path, string Name);
