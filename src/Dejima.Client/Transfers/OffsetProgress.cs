namespace Dejima.Client.Transfers;

/// <summary>Turns offsets, which can fall back after a failure, into differences for a progress display.</summary>
internal sealed class OffsetProgress(Action<long>? moved)
{
    public long Offset { get; private set; }

    public void Add(int bytes) => At(Offset + bytes);

    public void At(long offset)
    {
        if (offset != Offset)
            moved?.Invoke(offset - Offset);
        Offset = offset;
    }
}
