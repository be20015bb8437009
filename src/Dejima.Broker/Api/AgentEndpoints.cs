using Dejima.Broker.Access;
using Dejima.Broker.Configuration;
using Dejima.Broker.Payloads;
using Dejima.Broker.Storage;
using Dejima.Contracts;
using Dejima.Contracts.Calculations;
using Dejima.Contracts.Http;
using Dejima.Contracts.Leases;
using Dejima.Core.Calculations;
using Microsoft.AspNetCore.Mvc;

namespace Dejima.Broker.Api;

/// <summary>What an agent reports of the calculation that it holds.</summary>
internal static class AgentEndpoints
{
    private static readonly TakenHeaders Epoch = new(HeaderName.LeaseEpoch);

    /// <summary>Adds the endpoints.</summary>
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/calculations/{id:guid}/start", Start)
            .WithMetadata(NeededScope.Agent, Epoch)
            .Answers<CalculationStatus>("start", "Before the command is started");
        routes.MapPost("/calculations/{id:guid}/return", GiveBack)
            .WithMetadata(NeededScope.Agent, Epoch)
            .Accepts<RefusalReport>("application/json")
            .Answers<CalculationStatus>("return", "The site cannot take it for now: it waits again");
        routes.MapPost("/calculations/{id:guid}/refuse", Refuse)
            .WithMetadata(NeededScope.Agent, Epoch)
            .Accepts<RefusalReport>("application/json")
            .Answers<CalculationStatus>("refuse", "The site's policy said no");
        routes.MapPost("/calculations/{id:guid}/end", End)
            .WithMetadata(NeededScope.Agent, Epoch, new RequestSizeLimitAttribute(RequestBody.LargestDeclaration))
            .Accepts<EndReport>("application/json")
            .Answers<CalculationStatus>("end", "The command has ended");
        routes.MapPost("/calculations/{id:guid}/complete", Complete)
            .WithMetadata(NeededScope.Agent, Epoch)
            .Answers<CalculationStatus>("complete", "All outputs and logs are returned");
    }

    private static async Task<IResult> Start(
        Guid id, HttpContext context, Caller caller, AgentReports reports, LogStore logs, UploadDesk uploads)
    {
        var started = await reports.Happens(id, caller, context, epoch => new CalculationEvent.Start(epoch));
        // Before the answer, so that an agent that got none comes through here again.
        if (CalculationAccess.EpochOf(context) is var epoch and > 1)
        {
            uploads.ForgetOutputs(id);
            logs.StartAgain(id, epoch);
        }

        return started;
    }

    private static Task<IResult> Complete(Guid id, HttpContext context, Caller caller, AgentReports reports) =>
        reports.Happens(id, caller, context, epoch => new CalculationEvent.Complete(epoch));

    private static async Task<IResult> GiveBack(Guid id, HttpContext context, Caller caller, AgentReports reports)
    {
        var report = await RequestBody.Read(context, ContractsJson.Default.RefusalReport);
        RequestRules.Check(report.Reason);
        return await reports.Happens(id, caller, context, epoch => new CalculationEvent.GiveBack(epoch, report.Reason));
    }

    private static async Task<IResult> Refuse(Guid id, HttpContext context, Caller caller, AgentReports reports)
    {
        var report = await RequestBody.Read(context, ContractsJson.Default.RefusalReport);
        RequestRules.Check(report.Reason);
        return await reports.Happens(id, caller, context, epoch => new CalculationEvent.Refuse(epoch, report.Reason));
    }

    private static async Task<IResult> End(
        Guid id, HttpContext context, Caller caller, CurrentConfiguration configuration, AgentReports reports)
    {
        var report = RequestRules.Check(await RequestBody.Read(context, ContractsJson.Default.EndReport));
        return await reports.Happens(id, caller, context, epoch =>
        {
            RegistryRules.Check(configuration.Now.Transfers, report.Outputs);
            return new CalculationEvent.End(epoch, report);
        });
    }
}
