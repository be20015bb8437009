using Dejima.Broker.Waiting;

namespace Dejima.Broker.Api;

/// <summary>The <c>wait=</c> of long polls.</summary>
internal static class Waits
{
    /// <summary>Seconds to wait, at most what the broker waits at all; no wait when nothing is said.</summary>
    public static TimeSpan Of(int? seconds)
    {
        if (seconds < 0)
            throw Problems.Malformed("'wait' is a number of seconds from 0.");
        var wait = TimeSpan.FromSeconds(seconds ?? 0);
        return wait < LongPoll.Longest ? wait : LongPoll.Longest;
    }
}
