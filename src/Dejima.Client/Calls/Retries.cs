using System.Net.Sockets;
using Dejima.Contracts.Errors;
using Polly;
using Polly.Retry;

namespace Dejima.Client.Calls;

/// <summary>Which failures are worth another try, and for how long.</summary>
internal static class Retries
{
    private const int CommonIoError = unchecked((int)0x80131620);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(20);

    public static ResiliencePipeline Pipeline(TimeSpan patience, TimeProvider time)
    {
        var begins = new ResiliencePropertyKey<long>("begin");
        return new ResiliencePipelineBuilder { TimeProvider = time }
            .AddRetry(new RetryStrategyOptions
            {
                MaxRetryAttempts = int.MaxValue,
                BackoffType = DelayBackoffType.Exponential,
                Delay = TimeSpan.FromMilliseconds(100),
                MaxDelay = LongestPause,
                UseJitter = true,
                ShouldHandle = args =>
                {
                    if (args.Outcome.Exception is not { } failure || !IsWorthAnotherTry(failure))
                        return ValueTask.FromResult(false);
                    if (!args.Context.Properties.TryGetValue(begins, out var begin))
                        args.Context.Properties.Set(begins, begin = time.GetTimestamp());
                    return ValueTask.FromResult(
                        time.GetElapsedTime(begin) < patience && !args.Context.CancellationToken.IsCancellationRequested);
                },
            })
            .Build();
    }

    // Files and connections both fail with IOException; only a file's carries the system's own error number. A connection
    // that is reset as soon as it is made fails with the socket's bare exception.
    public static bool IsConnectionFailure(Exception failure) =>
        failure is HttpRequestException or HttpIOException or SocketException or OperationCanceledException or IOException { HResult: CommonIoError };

    // A certificate does not become trusted by asking again, nor a password right, and the person should hear of it at once.
    private static bool IsWorthAnotherTry(Exception failure) =>
        (IsConnectionFailure(failure) && !BrokerUnreachableException.IsCertificate(failure) && !ProxyTrouble.IsRefusal(failure))
        || failure is BrokerException { Code: ErrorCode.UploadBusy or ErrorCode.Internal };
}
