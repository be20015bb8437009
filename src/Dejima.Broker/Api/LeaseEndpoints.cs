using Dejima.Broker.Access;
using Dejima.Broker.Configuration;
using Dejima.Broker.Housekeeping;
using Dejima.Broker.Storage;
using Dejima.Broker.Waiting;
using Dejima.Contracts;
using Dejima.Contracts.Calculations;
using Dejima.Contracts.Http;
using Dejima.Contracts.Leases;
using Dejima.Core.Calculations;

namespace Dejima.Broker.Api;

/// <summary>Claiming work and keeping it.</summary>
internal static class LeaseEndpoints
{
    /// <summary>Adds the endpoints.</summary>
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPut("/sites/{site}/claims/{claim:guid}", TakeOldest)
            .WithMetadata(NeededScope.Agent)
            .Accepts<ClaimRequest>("application/json")
            .Produces(StatusCodes.Status204NoContent)
            .Answers<Claim>("claim", "Claims the oldest waiting calculation, as soon as there is one");
        routes.MapPost("/calculations/{id:guid}/lease", Renew)
            .WithMetadata(NeededScope.Agent, new TakenHeaders(HeaderName.LeaseEpoch))
            .Answers<LeaseRenewal>("renew", "Renews at once, then waits for a cancel mark");
    }

    private static async Task<IResult> TakeOldest(
        string site,
        Guid claim,
        int? wait,
        HttpContext context,
        Caller caller,
        CurrentConfiguration configuration,
        ClaimDesk desk,
        SiteActivity activity,
        ToldTimes times,
        LongPoll poll,
        TimeProvider time)
    {
        if (!caller.Serves(site) || !configuration.Now.Sites.ContainsKey(site))
            throw Problems.UnknownSite(site);
        var request = await RequestBody.Read(context, ContractsJson.Default.ClaimRequest);
        RequestRules.Check(request);
        using var visit = activity.Enter(site, request.Version, context.RequestAborted);
        times.Tell(site, request.Times);
        var stored = await poll.Until(
            Signals.Site(site),
            Waits.Of(wait),
            async _ => configuration.Now.Sites.TryGetValue(site, out var entry)
                ? await desk.Claim(site, entry, new CalculationEvent.Claim(claim, request.Agent, request.Times, request.Restartable))
                : null,
            stored => stored is not null,
            context.RequestAborted);
        return stored is null
            ? TypedResults.NoContent()
            : TypedResults.Json(ClaimOf(stored, time.GetUtcNow()), ContractsJson.Default.Claim);
    }

    private static async Task<IResult> Renew(
        Guid id,
        int? wait,
        HttpContext context,
        Caller caller,
        CalculationAccess calculations,
        CalculationStore store,
        SiteActivity activity,
        LongPoll poll,
        TimeProvider time)
    {
        var epoch = CalculationAccess.EpochOf(context);
        var held = await calculations.OfAgent(caller, id, context.RequestAborted);
        // One whose hands are full asks for no more work, and is there all the same.
        using var visit = activity.Enter(held.Row.Site, null, context.RequestAborted);
        var renewed = await store.Apply(id, new CalculationEvent.Renew(epoch));
        // Half a lease is left for the way back and the next renewal, however long the agent meant to wait.
        var longest = renewed.Value.Limits.Lease / 2;
        var stored = await poll.Until(
            Signals.Calculation(id),
            Waits.Of(wait) is var asked && asked < longest ? asked : longest,
            async cancellation => (await store.Find(id, cancellation))!,
            stored => stored.Value.StopRequested || !IsHeld(stored, epoch),
            context.RequestAborted);
        return IsHeld(stored, epoch)
            ? TypedResults.Json(
                new LeaseRenewal(Left(stored, time.GetUtcNow()), stored.Value.StopRequested), ContractsJson.Default.LeaseRenewal)
            : throw Problems.StaleLease();
    }

    private static Claim ClaimOf(StoredCalculation stored, DateTimeOffset now) => new()
    {
        Calculation = stored.Id,
        Epoch = stored.Value.Epoch,
        LeaseSeconds = Left(stored, now),
        User = stored.Value.User,
        Command = stored.Value.Request.Command,
        Parameters = stored.Value.Request.Parameters,
        Inputs = stored.Value.Request.Inputs,
        Outputs = stored.Value.Request.Outputs,
        TimeoutSeconds = stored.Value.Request.TimeoutSeconds,
        BrokerTimeoutSeconds = stored.Value.Limits.Running?.TotalSeconds,
    };

    private static bool IsHeld(StoredCalculation stored, int epoch) =>
        CalculationAccess.Holds(stored, epoch) && stored.Value.State.IsLeased();

    private static double Left(StoredCalculation stored, DateTimeOffset now) =>
        Math.Max(0, (stored.Value.Lease!.Until - now).TotalSeconds);
}
