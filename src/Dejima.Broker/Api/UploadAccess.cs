using Dejima.Broker.Access;
using Dejima.Broker.Payloads;
using Dejima.Broker.Storage;
using Dejima.Contracts.Calculations;
using Dejima.Contracts.Names;
using Dejima.Core.Calculations;

namespace Dejima.Broker.Api;

/// <summary>Finds the upload that a caller may write: a host its inputs, the holder of the lease its outputs.</summary>
internal sealed class UploadAccess(CalculationAccess calculations)
{
    /// <summary>By the calculation and a name that it declares.</summary>
    /// <exception cref="RefusedException">Not there for this caller, or not now.</exception>
    public async Task<UploadTarget> Named(
        Guid id, PayloadKind kind, string text, Caller caller, HttpContext context)
    {
        var stored = await Find(id, kind, caller, context);
        _ = FileName.Check(text, out var name);
        var index = kind == PayloadKind.Input
            ? stored.Value.Request.Inputs.TakeWhile(file => file.Name != name).Count()
            : stored.Value.Outputs.TakeWhile(file => file.Name != name).Count();
        return Target(stored, new PayloadFile(id, kind, index), context);
    }

    /// <summary>By its id.</summary>
    /// <exception cref="RefusedException">Not there for this caller, or not now.</exception>
    public async Task<UploadTarget> OfId(string upload, Caller caller, HttpContext context)
    {
        if (!PayloadFile.TryParse(upload, out var file))
            throw Problems.UnknownFile();
        return Target(await Find(file.Calculation, file.Kind, caller, context), file, context);
    }

    private async ValueTask<StoredCalculation> Find(Guid id, PayloadKind kind, Caller caller, HttpContext context)
    {
        if (kind == PayloadKind.Input)
            return await calculations.OfHost(caller, id, context.RequestAborted);
        var stored = await calculations.OfAgent(caller, id, context.RequestAborted);
        return CalculationAccess.Holds(stored, CalculationAccess.EpochOf(context)) ? stored : throw Problems.StaleLease();
    }

    private static UploadTarget Target(StoredCalculation stored, PayloadFile file, HttpContext context)
    {
        var calculation = stored.Value;
        if (file.Index >= (file.Kind == PayloadKind.Input ? calculation.Request.Inputs.Count : calculation.Outputs.Length))
            throw Problems.UnknownFile();
        CalculationAccess.NeedsPayload(stored);
        return file.Kind == PayloadKind.Input ? Input(calculation, file) : Output(calculation, file, CalculationAccess.EpochOf(context));
    }

    private static UploadTarget Input(Calculation calculation, PayloadFile file)
    {
        var declared = calculation.Request.Inputs[file.Index];
        var received = calculation.ReceivedInputs.Contains(declared.Name);
        if (!received && calculation.State != CalculationState.Registered)
            throw Problems.WrongState(calculation.State, $"A calculation that is {calculation.State} takes no inputs.");
        return new UploadTarget(file, declared, received, new CalculationEvent.InputReceived(declared.Name));
    }

    private static UploadTarget Output(Calculation calculation, PayloadFile file, int epoch)
    {
        var output = calculation.Outputs[file.Index];
        if (output.State is not (OutputState.Announced or OutputState.Received)
            || (output.State == OutputState.Announced && calculation.State != CalculationState.Returning))
            throw Problems.WrongState(calculation.State, $"The output '{output.Name}' is {output.State} and is not taken now.");
        return new UploadTarget(
            file,
            new DeclaredFile(output.Name, output.Size!.Value, output.Sha256!),
            output.State == OutputState.Received,
            new CalculationEvent.OutputReceived(epoch, output.Name));
    }
}
