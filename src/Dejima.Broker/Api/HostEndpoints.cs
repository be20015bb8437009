using Dejima.Broker.Access;
using Dejima.Broker.Housekeeping;
using Dejima.Broker.Storage;
using Dejima.Broker.Waiting;
using Dejima.Contracts;
using Dejima.Contracts.Calculations;
using Dejima.Contracts.Http;
using Dejima.Core.Calculations;
using Microsoft.AspNetCore.Mvc;

namespace Dejima.Broker.Api;

/// <summary>What a host does with a calculation, files and logs aside.</summary>
internal static class HostEndpoints
{
    /// <summary>Adds the endpoints.</summary>
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPut("/calculations/{id:guid}", Register)
            .WithMetadata(NeededScope.Submit, new RequestSizeLimitAttribute(RequestBody.LargestDeclaration))
            .Accepts<CalculationRequest>("application/json")
            .Produces<CalculationStatus>(StatusCodes.Status201Created)
            .Answers<CalculationStatus>("register", "Registers a calculation under an id that the host made");
        routes.MapGet("/calculations/{id:guid}", Status)
            .WithMetadata(NeededScope.Look)
            .Answers<CalculationStatus>("status", "The status, as soon as its version passes 'after'");
        routes.MapPost("/calculations/{id:guid}/release", Release)
            .WithMetadata(NeededScope.Submit)
            .Answers<CalculationStatus>("release", "Lets the site have it");
        routes.MapPost("/calculations/{id:guid}/cancel", Cancel)
            .WithMetadata(NeededScope.Submit)
            .Answers<CalculationStatus>("cancel", "Asks for its end");
        routes.MapPost("/calculations/{id:guid}/collect", Collect)
            .WithMetadata(NeededScope.Submit)
            .Answers<CalculationStatus>("collect", "The host has all it wants: the payload is deleted");
    }

    private static async Task<IResult> Register(
        Guid id, HttpContext context, Caller caller, Registrations registrations, Statuses statuses)
    {
        var request = await RequestBody.Read(context, ContractsJson.Default.CalculationRequest);
        var (stored, created) = await registrations.Register(id, caller.User, request, context.RequestAborted);
        if (!created)
            return statuses.Answer(stored);
        context.Response.Headers.Location = "/" + Routes.Calculation(id);
        return statuses.Answer(stored, StatusCodes.Status201Created);
    }

    private static async Task<IResult> Status(
        Guid id,
        long? after,
        int? wait,
        Caller caller,
        CalculationAccess calculations,
        LongPoll poll,
        Statuses statuses,
        CancellationToken cancellation) => statuses.Answer(await poll.Until(
            Signals.Calculation(id),
            after is null ? TimeSpan.Zero : Waits.Of(wait),
            cancellation => calculations.ToSee(caller, id, cancellation),
            stored => stored.Version > after,
            cancellation));

    private static async Task<IResult> Release(
        Guid id,
        Caller caller,
        CalculationAccess calculations,
        CalculationStore store,
        ToldTimes times,
        Statuses statuses,
        CancellationToken cancellation)
    {
        var site = (await calculations.OfHost(caller, id, cancellation)).Row.Site;
        return statuses.Answer(await store.Apply(id, new CalculationEvent.Release(times.Of(site))));
    }

    private static Task<IResult> Cancel(
        Guid id, Caller caller, CalculationAccess calculations, CalculationStore store, Statuses statuses, CancellationToken cancellation) =>
        Happens(id, caller, new CalculationEvent.Cancel(), calculations, store, statuses, cancellation);

    private static Task<IResult> Collect(
        Guid id, Caller caller, CalculationAccess calculations, CalculationStore store, Statuses statuses, CancellationToken cancellation) =>
        Happens(id, caller, new CalculationEvent.Collect(), calculations, store, statuses, cancellation);

    private static async Task<IResult> Happens(
        Guid id,
        Caller caller,
        CalculationEvent occurred,
        CalculationAccess calculations,
        CalculationStore store,
        Statuses statuses,
        CancellationToken cancellation)
    {
        await calculations.OfHost(caller, id, cancellation);
        return statuses.Answer(await store.Apply(id, occurred));
    }
}
