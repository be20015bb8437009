using Dejima.Workflows.Modules;
using Dejima.Workflows.Runs.Files;
using Dejima.Workflows.Runs.Records;
using Dejima.Workflows.Runs.Remote;
using Dejima.Workflows.Runs.Results;
using Dejima.Workflows.Runs.Steps;
using Dejima.Workflows.Workflows;

namespace Dejima.Workflows.Runs;

/// <summary>One run: every step a task that waits for the tasks of the steps it needs.</summary>
internal sealed class Run : IDisposable
{
    private readonly WorkflowPlan _plan;
    private readonly RunFolder _folder;
    private readonly RunEvents _events;
    private readonly TimeProvider _time;
    private readonly FileMeasures _measures = new();
    private readonly SemaphoreSlim _programs;
    private readonly SemaphoreSlim _remotes;
    private readonly StepRunner _steps;
    private readonly RecordFile _file;
    private RunRecord _record;

    public Run(
        WorkflowPlan plan,
        RunOptions options,
        RunFolder folder,
        IRemoteCalculations? remote,
        RunEvents events,
        TimeProvider time)
    {
        (_plan, _folder, _events, _time) = (plan, folder, events, time);
        (_programs, _remotes) = (new(options.MaxParallel), new(options.MaxRemote));
        _record = RunRecords.Begun(plan, time.GetUtcNow());
        _file = new RecordFile(folder.Record, folder.NewRecord, _record);
        _steps = new StepRunner(
            folder, _file, events, _measures, new ProgramSteps(options.Grace, time), new RemoteSteps(remote), time);
    }

    /// <summary>Runs it to its end.</summary>
    public async Task<RunResult> RunAsync(CancellationToken cancellationToken)
    {
        await _file.SaveAsync(_record).ConfigureAwait(false);
        _events.Tell(now => new RunEvent.RunStarted(now, _record.Id, _plan, _folder.Path));
        var tasks = new Dictionary<string, Task<StepEnd>>();
        foreach (var step in _plan.Steps)
            tasks[step.Name] = StepAsync(step, [.. step.Needs.Select(need => tasks[need])], cancellationToken);
        var inputs = RecordInputsAsync(cancellationToken);
        var ends = await Task.WhenAll(tasks.Values).ConfigureAwait(false);
        await inputs.ConfigureAwait(false);
        return await EndAsync(ends.ToDictionary(end => end.Result.Step), cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _programs.Dispose();
        _remotes.Dispose();
        _file.Dispose();
    }

    private async Task<StepEnd> StepAsync(
        PlannedStep step, Task<StepEnd>[] needs, CancellationToken cancellationToken)
    {
        // Every step leaves the caller's thread, so that one after another gets its chance before the first has begun.
        await Task.Yield();
        var ends = await Task.WhenAll(needs).ConfigureAwait(false);
        var room = step.Module.Body is ModuleBody.Remote ? _remotes : _programs;
        if (ends.Any(end => !end.Succeeded) || !await EnterAsync(room, cancellationToken).ConfigureAwait(false))
            return await GiveUpAsync(step, ends, cancellationToken).ConfigureAwait(false);
        try
        {
            var byStep = ends.ToDictionary(end => end.Result.Step, end => end.Outputs);
            return await _steps.RunAsync(step, source => byStep[source.Step][source.Port], cancellationToken)
                .ConfigureAwait(false);
        }
        finally
        {
            room.Release();
        }
    }

    private static async Task<bool> EnterAsync(SemaphoreSlim room, CancellationToken cancellationToken)
    {
        try
        {
            await room.WaitAsync(cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private async Task<StepEnd> GiveUpAsync(PlannedStep step, StepEnd[] needs, CancellationToken cancellationToken)
    {
        var outcome = cancellationToken.IsCancellationRequested ? ModuleOutcome.Cancelled : ModuleOutcome.Skipped;
        var because = needs.Where(end => !end.Succeeded).Select(end => end.Result.Step);
        var result = new ModuleResult(step.Name, outcome) { Because = [.. because] };
        var end = new StepEnd(result, new Dictionary<string, MeasuredFile>());
        await _file.SaveAsync(StepRecords.Ended(StepRecords.Waiting(step), result, end.Outputs)).ConfigureAwait(false);
        _events.Tell(now => new RunEvent.ModuleEnded(now, result));
        return end;
    }

    // Beside the steps: reading a large input keeps only those waiting that need it.
    private async Task RecordInputsAsync(CancellationToken cancellationToken)
    {
        var inputs = await RunRecords.InputsAsync(_plan, _measures, cancellationToken).ConfigureAwait(false);
        _record = _record with { Inputs = inputs };
        await _file.SaveAsync(_record).ConfigureAwait(false);
    }

    private async Task<RunResult> EndAsync(Dictionary<string, StepEnd> ends, CancellationToken cancellationToken)
    {
        var collected = await new RunOutputs(_plan.Workflow.Outputs, _folder.Path)
            .CollectAsync(ends, cancellationToken).ConfigureAwait(false);
        var modules = ends.Values.Select(end => end.Result).ToList();
        var outcome = RunRecords.Outcome(modules, collected.Cancelled, collected.Failure);
        _record = _record with
        {
            Outcome = outcome,
            EndedAt = _time.GetUtcNow(),
            Outputs = StepRecords.Ports(collected.Files),
        };
        await _file.SaveAsync(_record, durable: true).ConfigureAwait(false);
        var outputs = collected.Files.ToDictionary(file => file.Key, file => file.Value.Path);
        var result = new RunResult(_record.Id, outcome, modules, outputs, _folder.Path) { Failure = collected.Failure };
        _events.Tell(now => new RunEvent.RunEnded(now, result));
        return result;
    }
}
