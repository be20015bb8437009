namespace Dejima.FaultInjection.Trials;

/// <summary>One plant for the trials of a class, which follow one another: starting a broker takes longer than a trial.</summary>
public sealed class SharedPlant : IAsyncLifetime
{
    internal Plant Plant { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Plant = await Plant.StartAsync();

    public ValueTask DisposeAsync() => Plant.DisposeAsync();
}
