namespace Dejima.Contracts.Calculations;

/// <summary>A file whose content is known before its first byte is sent (design rule 2).</summary>
/// <param name="Name">A relative path, see <see cref="Names.FileName"/>.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Sha256">SHA-256 of the content: 64 lower-case hexadecimal digits.</param>
public sealed record DeclaredFile(string Name, long Size, string Sha256);
