using Dejima.Execution.Workspaces;

namespace Dejima.Execution.Supervision;

/// <summary>
/// Keeps a command's log from filling the disk: what is behind the limit is not kept. The command writes at the end, wherever
/// that is; one byte more than the limit shows that there was more.
/// </summary>
internal static class LogTrimming
{
    private const long Slack = 1 << 20;
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    /// <summary>Looks once a second.</summary>
    /// <param name="state">Whose logs.</param>
    /// <param name="limit">Bytes of each; null for no limit.</param>
    /// <param name="time">The clock.</param>
    /// <param name="finished">Ends it.</param>
    public static async Task RunAsync(StateFolder state, long? limit, TimeProvider time, CancellationToken finished)
    {
        if (limit is not { } most)
            return;
        using var timer = new PeriodicTimer(Look, time);
        while (await timer.WaitForNextTickAsync(finished).ConfigureAwait(false))
        {
            try
            {
                Trim(state.Stdout, most);
                Trim(state.Stderr, most);
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                // The next second is another try.
            }
        }
    }

    private static void Trim(string log, long limit)
    {
        if (new FileInfo(log) is not { Exists: true } found || found.Length <= limit + Slack)
            return;
        using var file = File.OpenHandle(log, FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
        RandomAccess.SetLength(file, limit + 1);
    }
}
