using System.Diagnostics;

namespace Dejima.Broker.Tests.Harness;

/// <summary>Waits for a condition, however long the machine takes.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static Task True(Func<bool> condition, string what) => True(() => Task.FromResult(condition()), what);

    public static async Task True(Func<Task<bool>> condition, string what)
    {
        var waited = Stopwatch.StartNew();
        while (!await condition())
        {
            Assert.True(waited.Elapsed < Patience, $"never came true: {what}");
            await Task.Delay(10);
        }
    }
}
