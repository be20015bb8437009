using System.Globalization;
using Dejima.Broker.Access;
using Dejima.Broker.Configuration;
using Dejima.Broker.Payloads;
using Dejima.Broker.Storage;
using Dejima.Broker.Waiting;
using Dejima.Contracts.Calculations;
using Dejima.Contracts.Http;
using Microsoft.AspNetCore.Mvc;

namespace Dejima.Broker.Api;

/// <summary>Logs by offset (design rule 9).</summary>
internal static class LogEndpoints
{
    private const string Route = "/calculations/{id:guid}/log/{stream:regex(^(stdout|stderr)$)}";

    /// <summary>Adds the endpoints.</summary>
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Route, Read)
            .WithMetadata(NeededScope.Submit)
            .AnswersBytes("readLog", "The log from an offset on, as soon as there is some");
        routes.MapPatch(Route, Append)
            .WithMetadata(
                NeededScope.Agent, new TakenHeaders(HeaderName.LeaseEpoch, HeaderName.LogOffset), new DisableRequestSizeLimitAttribute())
            .AnswersNothing("appendLog", "Appends raw bytes", StatusCodes.Status204NoContent);
    }

    private static async Task Read(
        Guid id,
        string stream,
        long? offset,
        int? wait,
        HttpContext context,
        Caller caller,
        CalculationAccess calculations,
        LogStore logs,
        LongPoll poll)
    {
        var from = offset ?? 0;
        if (from < 0)
            throw Problems.Malformed("'offset' is a number of bytes from 0.");
        var log = StreamOf(stream);
        // The state is looked at before the length: a log whose calculation had ended by then has its final length.
        var (stored, length) = await poll.Until(
            Signals.Calculation(id),
            Waits.Of(wait),
            async cancellation => (await calculations.OfHost(caller, id, cancellation), logs.LengthOf(id, log)),
            seen => seen.Item2 > from || seen.Item1.Value.State.HasEnded(),
            context.RequestAborted);
        CalculationAccess.NeedsPayload(stored);
        await Send(context, logs, stored, log, from, Math.Max(0, length - from));
    }

    private static async Task Send(
        HttpContext context, LogStore logs, StoredCalculation stored, LogStream log, long from, long count)
    {
        using var file = count > 0 ? logs.Open(stored.Id, log) ?? throw Problems.PayloadGone() : null;
        Tell(context, from);
        context.Response.Headers[HeaderName.LogComplete] = stored.Value.State.HasEnded() ? "true" : "false";
        context.Response.ContentType = "application/octet-stream";
        context.Response.ContentLength = count;
        if (file is not null)
            await FileAnswer.Copy(file.SafeFileHandle, from, count, context);
    }

    private static async Task<IResult> Append(
        Guid id,
        string stream,
        HttpContext context,
        Caller caller,
        CalculationAccess calculations,
        CurrentConfiguration configuration,
        LogStore logs)
    {
        var stored = await calculations.OfAgent(caller, id, context.RequestAborted);
        if (!CalculationAccess.Holds(stored, CalculationAccess.EpochOf(context)))
            throw Problems.StaleLease();
        CalculationAccess.NeedsPayload(stored);
        if (!stored.Value.State.IsLeased())
            throw Problems.WrongState(stored.Value.State, $"A calculation that is {stored.Value.State} takes no log.");
        var body = new UploadBody(context.Request.Body, context.Request.ContentLength, null);
        Tell(context, await logs.Append(
            id,
            StreamOf(stream),
            stored.Value.Epoch,
            TusRequest.Number(context, HeaderName.LogOffset),
            configuration.Now.Transfers.LogSize,
            body,
            context.RequestAborted));
        return TypedResults.NoContent();
    }

    private static LogStream StreamOf(string stream) => stream == "stdout" ? LogStream.Stdout : LogStream.Stderr;

    private static void Tell(HttpContext context, long offset) =>
        context.Response.Headers[HeaderName.LogOffset] = offset.ToString(CultureInfo.InvariantCulture);
}
