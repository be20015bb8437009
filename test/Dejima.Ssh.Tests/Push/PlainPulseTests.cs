using System.IO.Pipelines;
using CsCheck;
using Dejima.Contracts.Calculations;
using Dejima.Ssh.Protocol;
using Dejima.Ssh.Push.Plain;
using Dejima.Testing;

namespace Dejima.Ssh.Tests.Push;

/// <summary>A plain site's pulse: heard in the middle of anything, and in nobody's way.</summary>
public class PlainPulseTests
{
    private static readonly byte[] Pulse = "~0123"u8.ToArray();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void Whatever_it_comes_in_the_middle_of_comes_out_as_it_was() => Gen.Select(
            // Few values, so that there is much that begins like a pulse.
            Gen.Int[0, 4].Select(at => "~012\n"u8[at]).Array[0, 30].Array[1, 8], Gen.Int[1, 9])
        .Sample(async (pieces, chunk) =>
        {
            byte[] wire = [.. pieces.SelectMany(piece => piece.Concat(Pulse))];
            var stream = new PulseStream(new InChunks(wire, chunk), Pulse);
            using var got = new MemoryStream();
            await stream.CopyToAsync(got, 7);
            Assert.Equal(pieces.SelectMany(piece => piece), got.ToArray());
            Assert.True(stream.Signs > 0);
        });

    [Fact]
    public async Task The_end_of_an_answer_is_never_held_back()
    {
        var (ours, theirs) = (new Pipe(), new byte[100]);
        var stream = new PulseStream(ours.Reader.AsStream(), Pulse);
        await ours.Writer.WriteAsync("~012\n~01 ~0123.\n"u8.ToArray(), Token);
        var count = await stream.ReadAsync(theirs, Token);
        Assert.Equal("~012\n~01 .\n"u8, theirs.AsSpan(0, count));
    }

    [Theory]
    [MemberData(nameof(PlainSessionTests.Shells), MemberType = typeof(PlainSessionTests))]
    public async Task A_call_that_takes_long_gives_signs_of_life(string shell)
    {
        await using var site = PlainSite.With(shell.Split(' '), "true");
        site.StandIn("find", $"until [ -e {site.Folder["go"]} ]; do [ -e \"$0\" ] || exit; sleep 0.05; done; exec \"$real\" \"$@\"");
        site.StandIn("wc", $"until [ -e {site.Folder["go"]} ]; do [ -e \"$0\" ] || exit; sleep 0.05; done; exec \"$real\" \"$@\"");
        var session = await site.OpenAsync();
        var order = PlainSite.Order();
        await session.PrepareAsync(order, Token);
        await session.StartAsync(order.Calculation, Token);
        await PlainSite.ToEndAsync(session, order.Calculation);
        var asked = session.OutgoingAsync(order.Calculation, Token);
        for (var beat = 0; beat < 3 && !asked.IsCompleted; beat++)
        {
            var before = session.Signs;
            await Eventually.TrueAsync(() => session.Signs > before, "it has a pulse");
        }

        site.Folder.Write("go", string.Empty);
        Assert.Equal(SiteStage.Ended, (await asked).Report.Stage);
    }

    [Fact]
    public async Task A_log_that_comes_for_seconds_is_whole()
    {
        await using var site = PlainSite.With(["dash"], "for n in $(seq 25); do head -c 100000 /dev/zero; sleep 0.1; done");
        var session = await site.OpenAsync();
        var order = PlainSite.Order();
        await session.PrepareAsync(order, Token);
        await session.StartAsync(order.Calculation, Token);
        var heard = 0L;
        for (var stage = SiteStage.Running; stage is not SiteStage.Ended || heard < 2_500_000;)
        {
            var report = await session.WatchAsync(
                order.Calculation, new Heard(heard, 0), stage, TimeSpan.FromSeconds(5),
                (stream, bytes) =>
                {
                    Assert.Equal(LogStream.Stdout, stream);
                    Assert.Equal(-1, bytes.Span.IndexOfAnyExcept((byte)0));
                    heard += bytes.Length;
                },
                Token);
            stage = report.Stage;
        }

        Assert.Equal(2_500_000, heard);
    }

    [Fact]
    public async Task A_session_that_has_ended_leaves_no_pulse_behind()
    {
        await using var site = PlainSite.With(["dash"], "true");
        site.StandIn("sleep", $"[ \"$1\" != 1 ] || echo >> {site.Folder["beats"]}; exec \"$real\" \"$@\"");
        var session = await site.OpenAsync();
        await session.PingAsync(Token);
        await Eventually.TrueAsync(() => File.Exists(site.Folder["beats"]), "it has a pulse");
        site.Cut();
        await Eventually.TrueAsync(() => !Lives(site), "its pulse has ended");
    }

    // Who was given a folder's name in its environment.
    private static bool Lives(PlainSite site) => Directory.EnumerateDirectories("/proc").Any(entry =>
    {
        try
        {
            return char.IsAsciiDigit(Path.GetFileName(entry)[0]) && File.ReadAllText(entry + "/environ").Contains(site.Folder["stand-ins"], StringComparison.Ordinal);
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    });

    private sealed class InChunks(byte[] wire, int chunk) : MemoryStream(wire)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(chunk, buffer.Length)], cancellationToken);
    }
}
