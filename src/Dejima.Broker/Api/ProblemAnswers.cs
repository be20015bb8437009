using System.Text.Json;
using Dejima.Broker.Payloads;
using Dejima.Contracts;
using Dejima.Contracts.Errors;

namespace Dejima.Broker.Api;

/// <summary>Turns everything that can go wrong into problem details with a code (RFC 9457); nothing leaves without one.</summary>
internal sealed partial class ProblemAnswers(RequestDelegate next, ILogger<ProblemAnswers> logger)
{
    /// <summary>Runs one call.</summary>
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
            if (!context.Response.HasStarted && OfStatus(context.Response.StatusCode) is { } plain)
                await Answer(context, plain);
        }
        catch (Exception failure) when (context.RequestAborted.IsCancellationRequested && failure is IOException or OperationCanceledException)
        {
            // The caller went away; nobody reads an answer.
        }
        catch (Exception failure)
        {
            await Fail(context, failure);
        }
    }

    private async Task Fail(HttpContext context, Exception failure)
    {
        var problem = Of(failure);
        if (problem.Status >= 500)
            LogFailed(failure, context.Request.Method, (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText);
        if (context.Response.HasStarted)
            context.Abort();
        else
            await Answer(context, problem);
    }

    private static Problem Of(Exception failure) => failure switch
    {
        RefusedException refused => refused.Problem,
        BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } =>
            Problems.Make(ErrorCode.TooLarge, "The body is larger than this call takes."),
        BadHttpRequestException bad => Problems.Make(ErrorCode.MalformedRequest, bad.Message),
        _ when DiskFull.Is(failure) => Problems.DiskFull().Problem,
        _ => Problems.Internal().Problem,
    };

    private static Problem? OfStatus(int status) => status switch
    {
        StatusCodes.Status404NotFound => Problems.Make(ErrorCode.NotFound, "There is nothing at this address."),
        StatusCodes.Status405MethodNotAllowed => Problems.Make(ErrorCode.MethodNotAllowed, "Not with this method."),
        StatusCodes.Status415UnsupportedMediaType => Problems.Make(ErrorCode.UnsupportedMediaType, "Not this kind of body."),
        StatusCodes.Status400BadRequest => Problems.Make(ErrorCode.MalformedRequest, "The request could not be understood."),
        >= 500 => Problems.Internal().Problem,
        _ => null,
    };

    private static async Task Answer(HttpContext context, Problem problem)
    {
        context.Response.StatusCode = problem.Status!.Value;
        context.Response.ContentType = Problem.MediaType;
        var body = JsonSerializer.SerializeToUtf8Bytes(problem, ContractsJson.Default.Problem);
        context.Response.ContentLength = body.Length;
        if (!HttpMethods.IsHead(context.Request.Method))
            await context.Response.Body.WriteAsync(body, context.RequestAborted);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Method} {Route} failed")]
    private partial void LogFailed(Exception failure, string method, string? route);
}
