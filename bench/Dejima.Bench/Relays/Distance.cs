using System.Net.Sockets;

namespace Dejima.Bench.Relays;

/// <summary>Holds back what passes, each way, as a distance would.</summary>
internal sealed class Distance(TimeSpan roundTrip) : IPassage
{
    public bool EndsByReset => false;

    public Task OpenAsync() => Task.Delay(roundTrip);

    // What is on the way does not wait for what went before it: a line has a length, and room.
    public async Task CopyAsync(Socket from, Socket to, bool up)
    {
        var buffer = new byte[64 << 10];
        var before = Task.CompletedTask;
        while (await from.ReceiveAsync(buffer) is var count and > 0)
            before = ForwardAsync(before, Task.Delay(roundTrip / 2), to, buffer[..count]);
        await before;
    }

    private static async Task ForwardAsync(Task before, Task due, Socket to, byte[] bytes)
    {
        await Task.WhenAll(before, due);
        for (var sent = 0; sent < bytes.Length;)
            sent += await to.SendAsync(bytes.AsMemory(sent));
    }
}
