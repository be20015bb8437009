using System.Net.Sockets;

namespace Dejima.FaultInjection.Proxies;

/// <summary>A connection of which only the number of bytes is looked at.</summary>
internal sealed class ByteLink(int number, Socket client, Socket broker, IReadOnlyList<ByteFault> faults) : Link(number, client, broker)
{
    protected override Task PumpAsync() => Task.WhenAny(
        PumpAsync(Client, Broker, Direction.ToBroker), PumpAsync(Broker, Client, Direction.ToClient)).Unwrap();

    private async Task PumpAsync(Socket from, Socket to, Direction direction)
    {
        var due = new Queue<ByteFault>(faults
            .Where(fault => fault.Direction == direction && (fault.Connection ?? Number) == Number).OrderBy(fault => fault.After));
        var buffer = new byte[16 * 1024];
        for (long passed = 0; await from.ReceiveAsync(buffer, Over).ConfigureAwait(false) is var count and > 0;)
        {
            var rest = buffer.AsMemory(0, count);
            while (due.TryPeek(out var fault) && fault.After < passed + rest.Length)
            {
                due.Dequeue();
                var before = (int)(fault.After - passed);
                await SendAsync(to, rest[..before]).ConfigureAwait(false);
                (passed, rest) = (fault.After, rest[before..]);
                await ApplyAsync(fault, to, rest).ConfigureAwait(false);
            }

            await SendAsync(to, rest).ConfigureAwait(false);
            passed += rest.Length;
        }
    }

    private async Task ApplyAsync(ByteFault fault, Socket to, ReadOnlyMemory<byte> rest)
    {
        if (fault.Kind == FaultKind.Delay)
            await Task.Delay(fault.Lasts, Over).ConfigureAwait(false);
        else if (fault.Kind == FaultKind.Duplicate)
            await SendAsync(to, rest).ConfigureAwait(false);
        else
            await EndByAsync(fault.Kind).ConfigureAwait(false);
    }

    private async Task SendAsync(Socket to, ReadOnlyMemory<byte> bytes)
    {
        await GateAsync().ConfigureAwait(false);
        for (var left = bytes; !left.IsEmpty;)
            left = left[await to.SendAsync(left, Over).ConfigureAwait(false)..];
    }
}
