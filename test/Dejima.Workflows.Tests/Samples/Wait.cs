using System.Globalization;

namespace Dejima.Workflows.Tests.Samples;

/// <summary>Waits for what a test needs to have happened.</summary>
internal static class Wait
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);

    /// <summary>Returns when the condition holds; the test fails when it does not come to hold.</summary>
    public static async Task UntilAsync(Func<bool> condition)
    {
        using var late = new CancellationTokenSource(Longest);
        while (!condition())
            await Task.Delay(10, late.Token);
    }

    /// <summary>The process id that a script writes into a file.</summary>
    public static async Task<int> PidAsync(string file)
    {
        await UntilAsync(() => File.Exists(file) && File.ReadAllText(file).EndsWith('\n'));
        return int.Parse(await File.ReadAllTextAsync(file), CultureInfo.InvariantCulture);
    }

    /// <summary>Whether the process is there and not only waiting to be buried.</summary>
    public static bool IsRunning(int pid)
    {
        try
        {
            var status = File.ReadAllText($"/proc/{pid}/stat");
            return status[(status.LastIndexOf(')') + 2)..][0] is not ('Z' or 'X');
        }
        catch (IOException)
        {
            return false;
        }
    }
}
