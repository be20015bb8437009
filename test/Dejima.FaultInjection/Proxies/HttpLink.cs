using System.Net.Sockets;
using System.Text;
using System.Threading.Channels;

namespace Dejima.FaultInjection.Proxies;

/// <summary>A connection whose TLS ends here and begins anew, so that each request and answer is seen before it passes.</summary>
internal sealed class HttpLink(int number, Socket client, Socket broker, Tls tls, Func<Passing, Task<Verdict>> judge)
    : Link(number, client, broker)
{
    private readonly Channel<Passing> _asked = Channel.CreateUnbounded<Passing>();

    protected override async Task PumpAsync()
    {
        var near = await tls.AcceptAsync(new NetworkStream(Client), Over).ConfigureAwait(false);
        await using var _ = near.ConfigureAwait(false);
        var far = await Tls.ConnectAsync(new NetworkStream(Broker), Over).ConfigureAwait(false);
        await using var __ = far.ConfigureAwait(false);
        await Task.WhenAny(RequestsAsync(near, far), AnswersAsync(far, near)).Unwrap().ConfigureAwait(false);
        await GateAsync().ConfigureAwait(false);
    }

    private async Task RequestsAsync(Stream from, Stream to)
    {
        var reader = new MessageReader(from);
        while (await reader.HeadAsync(Over).ConfigureAwait(false) is { } head)
        {
            var passing = new Passing(this, head.First[0], head.First[1], Moment.Request);
            Current = passing;
            var verdict = await judge(passing).ConfigureAwait(false);
            _asked.Writer.TryWrite(passing);
            var body = reader.BodyAsync(head, untilEnd: false, Over);
            if (verdict.Kind == FaultKind.Duplicate)
                body = await TwiceAsync(head, body).ConfigureAwait(false);
            await PassAsync(head, body, verdict, to).ConfigureAwait(false);
        }
    }

    private async Task AnswersAsync(Stream from, Stream to)
    {
        var reader = new MessageReader(from);
        while (await reader.HeadAsync(Over).ConfigureAwait(false) is { } head)
        {
            if (head.Status < 200)
            {
                await SendAsync(to, head.Bytes).ConfigureAwait(false);
                continue;
            }

            var asked = await _asked.Reader.ReadAsync(Over).ConfigureAwait(false);
            var bare = asked.Method == "HEAD" || head.Status is 204 or 304;
            var body = bare ? AsyncEnumerable.Empty<ReadOnlyMemory<byte>>() : reader.BodyAsync(head, untilEnd: true, Over);
            var text = string.Empty;
            if (asked.Contains("/claims/") && !bare)
            {
                var whole = await WholeAsync(body).ConfigureAwait(false);
                (text, body) = (Encoding.UTF8.GetString(whole), One(whole));
            }

            var verdict = await judge(asked with { Moment = Moment.Answer, Status = head.Status, Text = text }).ConfigureAwait(false);
            await PassAsync(head, body, verdict, to).ConfigureAwait(false);
            Current = Current == asked ? null : Current;
        }
    }

    private async Task PassAsync(HttpHead head, IAsyncEnumerable<ReadOnlyMemory<byte>> body, Verdict verdict, Stream to)
    {
        if (verdict.AfterBody < 0)
            await EndByAsync(verdict.Kind).ConfigureAwait(false);
        await SendAsync(to, head.Bytes).ConfigureAwait(false);
        var left = verdict.AfterBody;
        await foreach (var piece in body.ConfigureAwait(false))
        {
            if (verdict.AfterBody >= 0 && verdict.Kind != FaultKind.Duplicate && piece.Length > left)
            {
                await SendAsync(to, piece[..(int)left]).ConfigureAwait(false);
                await EndByAsync(verdict.Kind).ConfigureAwait(false);
            }

            left -= piece.Length;
            await SendAsync(to, piece).ConfigureAwait(false);
        }
    }

    // As a network between might do that has lost an answer and asks once more: the broker hears of it twice.
    private async Task<IAsyncEnumerable<ReadOnlyMemory<byte>>> TwiceAsync(HttpHead head, IAsyncEnumerable<ReadOnlyMemory<byte>> body)
    {
        var whole = await WholeAsync(body).ConfigureAwait(false);
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(Broker.RemoteEndPoint!, Over).ConfigureAwait(false);
        var first = await Tls.ConnectAsync(new NetworkStream(socket), Over).ConfigureAwait(false);
        await using (first.ConfigureAwait(false))
        {
            await first.WriteAsync(head.Bytes, Over).ConfigureAwait(false);
            await first.WriteAsync(whole, Over).ConfigureAwait(false);
            _ = await new MessageReader(first).HeadAsync(Over).ConfigureAwait(false);
        }

        return One(whole);
    }

    private async Task SendAsync(Stream to, ReadOnlyMemory<byte> bytes)
    {
        await GateAsync().ConfigureAwait(false);
        await to.WriteAsync(bytes, Over).ConfigureAwait(false);
    }

    private static async Task<byte[]> WholeAsync(IAsyncEnumerable<ReadOnlyMemory<byte>> body)
    {
        using var whole = new MemoryStream();
        await foreach (var piece in body.ConfigureAwait(false))
            whole.Write(piece.Span);
        return whole.ToArray();
    }

    private static IAsyncEnumerable<ReadOnlyMemory<byte>> One(byte[] whole) =>
        new[] { (ReadOnlyMemory<byte>)whole }.ToAsyncEnumerable();
}
