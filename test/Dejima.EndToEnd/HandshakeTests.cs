using System.Net;
using System.Net.Sockets;
using Dejima.Testing;

namespace Dejima.EndToEnd;

/// <summary>A handshake that the network breaks is no certificate that is refused: it is tried again.</summary>
public sealed class HandshakeTests(SolverSite site) : IClassFixture<SolverSite>
{
    private static readonly string[] Work = ["run", "-s", Deployment.Site, "-c", "where"];

    private Deployment Here => site.Deployment;

    [Theory]
    [InlineData(0, false)]
    [InlineData(0, true)]
    [InlineData(1, false)]
    [InlineData(5, false)]
    [InlineData(60, true)]
    [InlineData(127, false)]
    [InlineData(300, true)]
    [InlineData(700, false)]
    public async Task A_cut_in_the_handshake_is_tried_again(int bytes, bool reset)
    {
        using var network = new CuttingListener(new Uri(Here.Url), cuts: 3, bytes, reset);
        var ran = await AtAsync(network.Url);
        Assert.True(ran.ExitCode == 0, ran.ToString());
        Assert.True(network.Connections > 3, $"{network.Connections} connections");
    }

    [Fact]
    public async Task A_cut_that_does_not_end_is_told_as_what_it_is()
    {
        using var network = new CuttingListener(new Uri(Here.Url), cuts: int.MaxValue, bytes: 60, reset: false);
        var ran = await AtAsync(network.Url, "--patience", "1s");
        Assert.True(ran.ExitCode == 69, ran.ToString());
        Assert.DoesNotContain("ca-file", ran.Error, StringComparison.Ordinal);
        Assert.True(network.Connections > 1, "it was tried once only");
    }

    [Fact]
    public async Task Something_that_speaks_no_TLS_is_no_certificate_either()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        _ = AnswerAsync(listener);
        var ran = await AtAsync($"https://{listener.LocalEndpoint}", "--patience", "1s");
        Assert.True(ran.ExitCode == 69, ran.ToString());
        Assert.Contains("handshake", ran.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("ca-file", ran.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_certificate_for_another_name_is_refused_at_once()
    {
        using var network = new CuttingListener(new Uri(Here.Url), cuts: 0, bytes: 0, reset: false);
        var ran = await AtAsync(network.Url.Replace("127.0.0.1", "localhost", StringComparison.Ordinal));
        Assert.True(ran.ExitCode == 69, ran.ToString());
        Assert.Contains("not trusted", ran.Error, StringComparison.Ordinal);
        // The work, and the question whether the broker has it.
        Assert.InRange(network.Connections, 1, 2);
    }

    private Task<Ran> AtAsync(string url, params string[] more)
    {
        var environment = Here.Host();
        environment["DEJIMA_BROKER"] = url;
        return Running.ToEndAsync(Programs.Dejima, [.. Work, .. more], environment, Here.Folder.Path);
    }

    private static async Task AnswerAsync(TcpListener listener)
    {
        try
        {
            while (true)
            {
                using var client = await listener.AcceptTcpClientAsync();
                await client.GetStream().WriteAsync("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n"u8.ToArray());
                await client.GetStream().CopyToAsync(Stream.Null);
            }
        }
        catch (Exception over) when (over is SocketException or ObjectDisposedException or IOException)
        {
            // The test is over.
        }
    }
}
