namespace Dejima.Client.Handout;

/// <summary>A local file and the name it has at the site.</summary>
/// <param name="Path">The local file.</param>
/// <param name="Name">A relative path, see <see cref="Contracts.Names.FileName"/>.</param>
public sealed record InputFile(string Path, string Name);
