namespace Dejima.Workflows.Runs.Records;

/// <summary>What entered or left a port (R-G5). Never the content itself.</summary>
/// <param name="Port">The port's name.</param>
/// <param name="File">The file's name, without folders of this machine.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Sha256">64 lower-case hexadecimal digits.</param>
public sealed record PortRecord(string Port, string File, long Size, string Sha256);
