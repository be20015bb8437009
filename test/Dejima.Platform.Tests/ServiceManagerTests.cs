using Dejima.Testing;

namespace Dejima.Platform.Tests;

/// <summary>What a service tells its manager, through a real socket.</summary>
public sealed class ServiceManagerTests : IDisposable
{
    private readonly TempFolder _folder = new();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task It_is_heard_at_a_path_and_at_an_abstract_name(bool isAbstract)
    {
        using var socket = new NotifySocket(isAbstract ? $"@dejima-test-{Guid.NewGuid()}" : _folder["notify"]);
        using var manager = new ServiceManager(new Dictionary<string, string> { ["NOTIFY_SOCKET"] = socket.Address }.GetValueOrDefault);
        manager.Ready();
        manager.Status("two\nlines");
        manager.Status("two\nlines");
        manager.Status("計算 1 件");
        manager.Stopping();
        await socket.UntilAsync("STOPPING=1");
        Assert.Equal(["READY=1", "STATUS=two lines", "STATUS=計算 1 件", "STOPPING=1"], socket.Heard);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("/")]
    [InlineData("relative")]
    [InlineData("vsock:2:1234")]
    [InlineData("/nobody/listens/there")]
    public void Without_a_manager_nothing_happens(string? address)
    {
        using var manager = Of(address, "1000000", null);
        manager.Ready();
        manager.Status("x");
        manager.Stopping();
    }

    [Fact]
    public void A_path_longer_than_any_socket_has_is_none() => Of("/" + new string('x', 500), "1", null).Ready();

    [Fact]
    public void A_manager_that_has_gone_is_no_trouble()
    {
        using var manager = Of(_folder["notify"], null, null);
        new NotifySocket(_folder["notify"]).Dispose();
        manager.Ready();
        manager.Dispose();
        manager.Stopping();
    }

    [Theory]
    [InlineData("3000000", null, 3000.0)]
    [InlineData("3000000", "own", 3000.0)]
    [InlineData("3000000", "1", null)]
    [InlineData("0", null, null)]
    [InlineData("-1", null, null)]
    [InlineData("many", null, null)]
    [InlineData(null, null, null)]
    public void The_watchdog_is_for_the_process_that_it_names(string? limit, string? process, double? milliseconds)
    {
        using var manager = Of(_folder["notify"], limit, process == "own" ? $"{Environment.ProcessId}" : process);
        Assert.Equal(milliseconds, manager.Watchdog?.TotalMilliseconds);
    }

    public void Dispose() => _folder.Dispose();

    private static ServiceManager Of(string? address, string? limit, string? process) => new(name => name switch
    {
        "NOTIFY_SOCKET" => address,
        "WATCHDOG_USEC" => limit,
        "WATCHDOG_PID" => process,
        _ => null,
    });
}
