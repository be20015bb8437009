namespace Dejima.Broker.Configuration;

/// <summary>The configuration that holds right now. A request takes it once and keeps to it.</summary>
/// <param name="path">The file it is read from.</param>
/// <param name="first">What it said when the broker started.</param>
internal sealed class CurrentConfiguration(string path, BrokerConfiguration first)
{
    private BrokerConfiguration _now = first;

    /// <summary>The file it is read from.</summary>
    public string FilePath { get; } = path;

    /// <summary>What holds now.</summary>
    public BrokerConfiguration Now => Volatile.Read(ref _now);

    /// <summary>Puts another in its place.</summary>
    public void Replace(BrokerConfiguration next) => Volatile.Write(ref _now, next);
}
