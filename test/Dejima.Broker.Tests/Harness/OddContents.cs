using System.Net;
using Dejima.Contracts.Http;

namespace Dejima.Broker.Tests.Harness;

/// <summary>A body that does not say how long it is.</summary>
internal sealed class ChunkedContent : HttpContent
{
    private readonly byte[] _bytes;

    public ChunkedContent(byte[] bytes)
    {
        _bytes = bytes;
        Headers.ContentType = new(Tus.MediaType);
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => stream.WriteAsync(_bytes).AsTask();

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }
}

/// <summary>A body that stops in the middle until it is told to go on, or to break off and its connection with it.</summary>
internal sealed class HeldContent : HttpContent
{
    private readonly byte[] _bytes;
    private readonly TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _goOn = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public HeldContent(byte[] bytes)
    {
        _bytes = bytes;
        Headers.ContentType = new(Tus.MediaType);
    }

    public Task Started => _started.Task;

    public void GoOn() => _goOn.TrySetResult();

    public void Cut() => _goOn.TrySetException(new IOException("cut"));

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        await stream.WriteAsync(_bytes.AsMemory(0, _bytes.Length / 2));
        await stream.FlushAsync();
        _started.TrySetResult();
        await _goOn.Task;
        await stream.WriteAsync(_bytes.AsMemory(_bytes.Length / 2));
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _bytes.Length;
        return true;
    }
}
