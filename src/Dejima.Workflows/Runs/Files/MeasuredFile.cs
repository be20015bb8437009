namespace Dejima.Workflows.Runs.Files;

/// <summary>A file whose content is known.</summary>
/// <param name="Path">Absolute, without links.</param>
/// <param name="Name">What the record calls it, without folders that mean nothing elsewhere.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Sha256">64 lower-case hexadecimal digits.</param>
internal sealed record MeasuredFile(string Path, string Name, long Size, string Sha256);
