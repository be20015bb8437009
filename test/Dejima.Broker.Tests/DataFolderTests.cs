using Dejima.Broker.Tests.Harness;

namespace Dejima.Broker.Tests;

public sealed class DataFolderTests
{
    [Fact]
    public async Task Two_brokers_never_share_a_folder()
    {
        await using var server = await BrokerServer.Start();
        var (exitCode, _, error) = await BrokerProgram.Run(server.Folder, "serve", "--config", "broker.yaml");
        Assert.Equal(1, exitCode);
        Assert.Contains("another broker", error, StringComparison.Ordinal);
        await server.Restart();
    }

    [Fact]
    public async Task Nobody_else_may_look_into_it()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such modes");
        await using var server = await BrokerServer.Start();
#pragma warning disable CA1416 // Skipped above.
        foreach (var folder in new[] { Path.GetDirectoryName(server.Payload)!, server.Payload })
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(folder));
#pragma warning restore CA1416
    }
}
