using System.Diagnostics;

namespace Dejima.Testing;

/// <summary>Waits for a condition, never for a time; the limit only ends a test that would hang.</summary>
public static class Eventually
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    public static Task TrueAsync(Func<bool> condition, string what) =>
        TrueAsync(() => Task.FromResult(condition()), what);

    public static async Task TrueAsync(Func<Task<bool>> condition, string what)
    {
        var watch = Stopwatch.StartNew();
        while (!await condition().ConfigureAwait(false))
        {
            if (watch.Elapsed > Limit)
                throw new TimeoutException($"did not happen within {Limit.TotalSeconds} s: {what}");
            await Task.Delay(20).ConfigureAwait(false);
        }
    }
}
