using Dejima.Contracts.Calculations;
using Dejima.Workflows.Modules;
using Dejima.Workflows.Runs.Files;
using Dejima.Workflows.Runs.Programs;
using Dejima.Workflows.Runs.Records;
using Dejima.Workflows.Runs.Results;
using Dejima.Workflows.Workflows;

namespace Dejima.Workflows.Runs.Steps;

/// <summary>Takes one step from its entry to its exit: inputs, work, outputs, and both ends recorded.</summary>
internal sealed class StepRunner(
    RunFolder folder,
    RecordFile record,
    RunEvents events,
    FileMeasures measures,
    ProgramSteps programs,
    RemoteSteps remotes,
    TimeProvider time)
{
    /// <summary>Does the step, whatever comes of it.</summary>
    /// <param name="step">The step.</param>
    /// <param name="results">What the steps it needs have given: file by step and port.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="RecordException">The record could not be written.</exception>
    public async Task<StepEnd> RunAsync(
        PlannedStep step, Func<PortContent.Result, MeasuredFile> results, CancellationToken cancellationToken)
    {
        var entry = StepRecords.Waiting(step) with { Outcome = ModuleOutcome.Running, StartedAt = time.GetUtcNow() };
        var outputs = new Dictionary<string, MeasuredFile>();
        var result = new ModuleResult(step.Name, ModuleOutcome.Succeeded) { StartedAt = entry.StartedAt };
        ProgramEnd? end = null;
        try
        {
            var work = await EnterAsync().ConfigureAwait(false);
            end = await WorkAsync(work, cancellationToken).ConfigureAwait(false);
            result = result with { ExitCode = end.ExitCode };
            var taking = new StepOutputs(work.Folder, work.Inputs.Select(input => input.Value));
            foreach (var port in step.Module.Ports.Outputs)
                outputs[port.Name] = await taking.TakeAsync(port, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is not RecordException)
        {
            outputs.Clear();
            result = StepFailures.Result(result, fault, end, cancellationToken);
        }

        result = result with { EndedAt = time.GetUtcNow() };
        await record.SaveAsync(StepRecords.Ended(entry, result, outputs)).ConfigureAwait(false);
        events.Tell(now => new RunEvent.ModuleEnded(now, result));
        return new StepEnd(result, outputs);

        // The entry is recorded before anything is started.
        async Task<StepWork> EnterAsync()
        {
            events.Tell(now => new RunEvent.ModuleStarted(now, step.Name));
            var inputs = await InputsAsync(step, results, cancellationToken).ConfigureAwait(false);
            entry = entry with { Inputs = StepRecords.Ports(inputs) };
            await record.SaveAsync(entry).ConfigureAwait(false);
            return new StepWork(step.Module, folder.Of(step.Name), inputs, Line, State, Notice);
        }

        void Line(LogStream stream, string text) =>
            events.Tell(now => new RunEvent.ModuleOutput(now, step.Name, stream, text));

        void State(CalculationState state) =>
            events.Tell(now => new RunEvent.ModuleProgress(now, step.Name, state));

        void Notice(string text) =>
            events.Tell(now => new RunEvent.ModuleNotice(now, step.Name, text));
    }

    private Task<ProgramEnd> WorkAsync(StepWork work, CancellationToken cancellationToken) => work.Module.Body switch
    {
        ModuleBody.Remote remote => remotes.RunAsync(work, remote, cancellationToken),
        var body => programs.RunAsync(work, (ModuleBody.Program)body, cancellationToken),
    };

    private async Task<IReadOnlyList<KeyValuePair<string, MeasuredFile>>> InputsAsync(
        PlannedStep step, Func<PortContent.Result, MeasuredFile> results, CancellationToken cancellationToken)
    {
        var place = folder.Of(step.Name);
        Directory.CreateDirectory(Path.Combine(place, ModuleFolderNames.Inputs));
        var inputs = new List<KeyValuePair<string, MeasuredFile>>();
        foreach (var (port, content) in step.Inputs)
        {
            inputs.Add(new(port, content switch
            {
                PortContent.Result result => results(result),
                PortContent.Value value =>
                    await StepInputs.WriteAsync(place, port, value.Text, cancellationToken).ConfigureAwait(false),
                var given =>
                    await measures.OfGivenAsync(((PortContent.File)given).Path, cancellationToken).ConfigureAwait(false),
            }));
        }

        return inputs;
    }
}
