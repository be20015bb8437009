using Dejima.Broker.Housekeeping;
using Dejima.Broker.Storage;
using Dejima.Contracts;
using Dejima.Contracts.Calculations;

namespace Dejima.Broker.Api;

/// <summary>What callers are told of a calculation: no payload, no parameter.</summary>
internal sealed class Statuses(SiteActivity sites, WaitingRoom room, Tally tally)
{
    /// <summary>As an answer.</summary>
    public IResult Answer(StoredCalculation stored, int status = StatusCodes.Status200OK) =>
        TypedResults.Json(Of(stored), ContractsJson.Default.CalculationStatus, statusCode: status);

    /// <summary>As a record.</summary>
    public CalculationStatus Of(StoredCalculation stored)
    {
        var calculation = stored.Value;
        return new CalculationStatus
        {
            Id = calculation.Id,
            Site = calculation.Request.Site,
            Command = calculation.Request.Command,
            User = calculation.User,
            State = calculation.State,
            Outcome = calculation.Outcome,
            Version = stored.Version,
            CancelRequested = calculation.CancelRequested && !calculation.State.HasEnded(),
            ExitCode = calculation.ExitCode,
            Reason = calculation.Reason,
            RegisteredAt = calculation.RegisteredAt,
            ReleasedAt = calculation.ReleasedAt,
            StartedAt = calculation.StartedAt,
            EndedAt = calculation.EndedAt,
            SiteSeenAt = sites.SeenAt(calculation.Request.Site),
            Queue = calculation.State is CalculationState.Registered or CalculationState.Waiting ? Queue(stored) : null,
            Inputs = [.. calculation.Request.Inputs.Select(file => new InputStatus(
                file.Name, file.Size, file.Sha256, calculation.ReceivedInputs.Contains(file.Name)))],
            Outputs = calculation.Outputs,
        };
    }

    private QueueStatus Queue(StoredCalculation stored)
    {
        var site = stored.Row.Site;
        var (agent, since) = sites.Of(site);
        return new QueueStatus(agent, tally.OfSite(site).Computed, room.Ahead(stored), since);
    }
}
