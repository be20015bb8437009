using Microsoft.Extensions.Caching.Memory;

namespace Dejima.Broker.Storage;

/// <summary>
/// The calculations that were touched last. Only this process changes them, so what is here is what the database holds;
/// should that ever be wrong, the guard of the revision notices and <see cref="Forget"/> follows.
/// </summary>
internal sealed class CalculationCache : IDisposable
{
    // In files rather than calculations: a file's name and digest cost a few hundred bytes.
    private readonly MemoryCache _cache = new(new MemoryCacheOptions { SizeLimit = 50_000 });
    private readonly Lock _lock = new();

    /// <summary>The calculation, if it is here.</summary>
    public StoredCalculation? Find(Guid id) => _cache.TryGetValue(id, out StoredCalculation? stored) ? stored : null;

    /// <summary>Keeps it unless a later one is here already.</summary>
    public void Keep(StoredCalculation stored)
    {
        var files = stored.Value.Request.Inputs.Count + stored.Value.Request.Outputs.Count;
        lock (_lock)
        {
            if (Find(stored.Id) is { } known && known.Row.Revision >= stored.Row.Revision)
                return;
            _cache.Set(stored.Id, stored, new MemoryCacheEntryOptions { Size = 5 + files });
        }
    }

    /// <summary>Drops it.</summary>
    public void Forget(Guid id) => _cache.Remove(id);

    /// <inheritdoc/>
    public void Dispose() => _cache.Dispose();
}
