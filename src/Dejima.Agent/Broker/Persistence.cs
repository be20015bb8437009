using System.Text.Json;
using Dejima.Client.Calls;
using Dejima.Contracts.Errors;
using Microsoft.Extensions.Logging;
using Polly;
using Polly.Retry;

namespace Dejima.Agent.Broker;

/// <summary>
/// Repeats a call until the broker answers it, for ever, with growing pauses: an agent has nothing better to do, and the
/// commands go on meanwhile. What somebody at the broker must mend counts as no answer. Says so once, and once it is over.
/// </summary>
internal sealed partial class Persistence
{
    private static readonly string[] ToBeMended =
    [
        "", ErrorCode.Unauthenticated, ErrorCode.ScopeMissing, ErrorCode.UnknownSite, ErrorCode.DiskFull, ErrorCode.Internal,
        ErrorCode.ProtocolTooOld, ErrorCode.ProtocolTooNew,
    ];

    private readonly ILogger _logger;
    private readonly ResiliencePipeline _retry;
    private string? _trouble;

    public Persistence(TimeProvider time, ILogger logger)
    {
        _logger = logger;
        _retry = new ResiliencePipelineBuilder { TimeProvider = time }
            .AddRetry(new RetryStrategyOptions
            {
                MaxRetryAttempts = int.MaxValue,
                BackoffType = DelayBackoffType.Exponential,
                Delay = TimeSpan.FromSeconds(1),
                MaxDelay = TimeSpan.FromSeconds(30),
                UseJitter = true,
                ShouldHandle = new PredicateBuilder()
                    .Handle<BrokerUnreachableException>()
                    .Handle<HttpRequestException>()
                    .Handle<JsonException>()
                    .Handle<BrokerException>(refused => ToBeMended.Contains(refused.Code)),
                OnRetry = args =>
                {
                    NoteTrouble(args.Outcome.Exception!.Message);
                    return ValueTask.CompletedTask;
                },
            })
            .Build();
    }

    /// <summary>Calls until there is an answer.</summary>
    /// <exception cref="BrokerException">The answer is no.</exception>
    public async Task<T> CallAsync<T>(Func<CancellationToken, Task<T>> call, CancellationToken cancellationToken)
    {
        var answer = await _retry.ExecuteAsync(async token => await call(token).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
        NoteAnswer();
        return answer;
    }

    /// <summary>Calls until there is an answer.</summary>
    /// <exception cref="BrokerException">The answer is no.</exception>
    public Task CallAsync(Func<CancellationToken, Task> call, CancellationToken cancellationToken) => CallAsync(
        async token =>
        {
            await call(token).ConfigureAwait(false);
            return true;
        },
        cancellationToken);

    private void NoteTrouble(string message)
    {
        if (Interlocked.Exchange(ref _trouble, message) != message)
            LogNoAnswer(_logger, message);
    }

    private void NoteAnswer()
    {
        if (Interlocked.Exchange(ref _trouble, null) is not null)
            LogAnswer(_logger);
    }

    [LoggerMessage(LogLevel.Warning, "No answer that helps; it is tried again until there is one: {Message}")]
    private static partial void LogNoAnswer(ILogger logger, string message);

    [LoggerMessage(LogLevel.Information, "The broker answers again.")]
    private static partial void LogAnswer(ILogger logger);
}
