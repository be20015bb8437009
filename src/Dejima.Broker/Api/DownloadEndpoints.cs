using Dejima.Broker.Access;
using Dejima.Broker.Payloads;
using Dejima.Contracts.Calculations;
using Dejima.Contracts.Http;
using Dejima.Contracts.Names;

namespace Dejima.Broker.Api;

/// <summary>Downloads: inputs for the agent that holds the lease, outputs for the host.</summary>
internal static class DownloadEndpoints
{
    /// <summary>Adds the endpoints.</summary>
    public static void Map(IEndpointRouteBuilder routes)
    {
        const string InputRoute = "/calculations/{id:guid}/inputs/{**name}";
        const string OutputRoute = "/calculations/{id:guid}/outputs/{**name}";
        routes.MapGet(InputRoute, Input)
            .WithMetadata(NeededScope.Agent, new TakenHeaders(HeaderName.LeaseEpoch, "Range"))
            .AnswersBytes("input", "An input; ranges are served");
        routes.MapGet(OutputRoute, Output)
            .WithMetadata(NeededScope.Submit, new TakenHeaders("Range"))
            .AnswersBytes("output", "An output; ranges are served");
        routes.MapMethods(InputRoute, [HttpMethods.Head], Input).WithMetadata(NeededScope.Agent).ExcludeFromDescription();
        routes.MapMethods(OutputRoute, [HttpMethods.Head], Output).WithMetadata(NeededScope.Submit).ExcludeFromDescription();
    }

    private static async Task Input(
        Guid id, string? name, HttpContext context, Caller caller, CalculationAccess calculations, PayloadStore payloads)
    {
        var stored = await calculations.OfAgent(caller, id, context.RequestAborted);
        if (!CalculationAccess.Holds(stored, CalculationAccess.EpochOf(context)) || !stored.Value.State.IsLeased())
            throw Problems.StaleLease();
        var inputs = stored.Value.Request.Inputs;
        var index = IndexOf(inputs.Select(file => file.Name), name);
        await FileAnswer.Send(
            context, payloads.PathOf(new PayloadFile(id, PayloadKind.Input, index)), inputs[index].Size, inputs[index].Sha256);
    }

    private static async Task Output(
        Guid id, string? name, HttpContext context, Caller caller, CalculationAccess calculations, PayloadStore payloads)
    {
        var stored = await calculations.OfHost(caller, id, context.RequestAborted);
        var index = IndexOf(stored.Value.Outputs.Select(output => output.Name), name);
        var output = stored.Value.Outputs[index];
        CalculationAccess.NeedsPayload(stored);
        if (output.State == OutputState.Missing)
            throw Problems.UnknownFile();
        if (output.State != OutputState.Received)
            throw Problems.WrongState(stored.Value.State, "The output is not here yet.");
        await FileAnswer.Send(
            context, payloads.PathOf(new PayloadFile(id, PayloadKind.Output, index)), output.Size!.Value, output.Sha256!);
    }

    private static int IndexOf(IEnumerable<string> names, string? text)
    {
        if (FileName.Check(text, out var name) != NameFault.None)
            throw Problems.UnknownFile();
        foreach (var (index, known) in names.Index())
        {
            if (known == name)
                return index;
        }

        throw Problems.UnknownFile();
    }
}
