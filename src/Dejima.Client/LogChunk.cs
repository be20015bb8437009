namespace Dejima.Client;

/// <summary>Some of a log.</summary>
/// <param name="Bytes">What follows the offset asked for; empty when nothing came in time.</param>
/// <param name="Complete">Nothing more will come.</param>
public sealed record LogChunk(ReadOnlyMemory<byte> Bytes, bool Complete);
