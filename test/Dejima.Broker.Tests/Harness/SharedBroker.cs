namespace Dejima.Broker.Tests.Harness;

/// <summary>One broker for all tests of a class that leave the clock and the configuration alone.</summary>
public sealed class SharedBroker : IAsyncLifetime
{
    internal BrokerServer Server { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Server = await BrokerServer.Start();

    public ValueTask DisposeAsync() => Server.DisposeAsync();
}
