using Dejima.FaultInjection.Trials;

namespace Dejima.FaultInjection.ClockTests;

/// <summary>A plant whose broker has a clock that can be set.</summary>
public sealed class SetClockPlant : IAsyncLifetime
{
    internal Plant Plant { get; private set; } = null!;

    internal SetClock Clock { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        if (SetClock.Library is null)
            return;
        Plant = await Plant.StartAsync(prepare: here =>
        {
            Clock = new SetClock(here.Folder);
            foreach (var (name, value) in Clock.Environment)
                here.BrokerEnvironment[name] = value;
        });
    }

    public ValueTask DisposeAsync() => Plant?.DisposeAsync() ?? default;
}
