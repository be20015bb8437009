using System.IO.Pipelines;
using System.Text;
using Dejima.Contracts.Calculations;
using Dejima.Ssh.Protocol;
using Dejima.Ssh.Push.Sessions;

namespace Dejima.Ssh.Tests.Push;

/// <summary>A gate that says what no gate should.</summary>
public class HostileGateTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(-1)]
    [InlineData(int.MinValue)]
    [InlineData((1 << 20) + 1)]
    [InlineData(int.MaxValue)]
    public async Task A_piece_of_a_log_of_another_size_than_a_gates_ends_the_connection(int length)
    {
        var heard = 0;
        await using var session = await OpenAsync($$"""{"number":1,"stream":"Stdout","offset":0,"length":{{length}}}""");
        await Assert.ThrowsAsync<LinkLostException>(() => session.WatchAsync(
            Guid.NewGuid(), new Heard(0, 0), SiteStage.Running, TimeSpan.Zero, (_, _) => heard++, Token));
        Assert.Equal(0, heard);
    }

    [Fact]
    public void What_no_file_can_be_is_not_taken_for_one()
    {
        PushedFile[] good = [new("a", 0), new("日本/b", 7)];
        Assert.Same(good, OutgoingList.Checked(good));
        PushedFile[] bad = [null!, new(null!, 1), new(string.Empty, 1), new("a\0b", 1), new("a", -1), new("a", long.MaxValue)];
        foreach (var file in bad)
        {
            var no = Assert.Throws<SiteRefusedException>(() => OutgoingList.Checked([.. good, file]));
            Assert.Equal(GateError.Malformed, no.Reason.Code);
        }
    }

    private static async Task<GateSession> OpenAsync(string answer)
    {
        var back = new Pipe();
        var session = new GateSession(Stream.Null, back.Reader.AsStream());
        await back.Writer.WriteAsync(Encoding.UTF8.GetBytes($$"""{"gate":{{GateGreeting.Version}},"site":"s","program":"p"}""" + "\n"), Token);
        await session.GreetAsync(Token);
        // The first request of a session has the number 1, and is noted before it is written.
        _ = Task.Run(async () => await back.Writer.WriteAsync(Encoding.UTF8.GetBytes(answer + "\n"), Token), Token);
        return session;
    }
}
