using System.ComponentModel;
using Dejima.Workflows.Modules;
using Dejima.Workflows.Runs.Files;
using Dejima.Workflows.Runs.Programs;
using Dejima.Workflows.Runs.Results;
using static Dejima.Contracts.Languages.Language;

namespace Dejima.Workflows.Runs.Steps;

/// <summary>Does steps whose module is a program, by the workflow system's calling convention.</summary>
internal sealed class ProgramSteps(TimeSpan grace, TimeProvider time)
{
    /// <summary>Runs <c>PROGRAM ARGUMENTS --PORT FILE …</c>.</summary>
    /// <returns>The end, with exit code 0.</returns>
    /// <exception cref="ModuleFailedException">It cannot be started or ends with another exit code.</exception>
    public async Task<ProgramEnd> RunAsync(StepWork work, ModuleBody.Program program, CancellationToken cancellationToken)
    {
        var options = new List<string>();
        foreach (var (port, file) in work.Inputs)
        {
            options.Add("--" + port);
            options.Add(PlaceOf(work, port, file));
        }

        foreach (var port in work.Module.Ports.Outputs)
        {
            var path = Path.Combine(work.Folder, port.FileName);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            options.Add("--" + port.Name);
            options.Add(path);
        }

        return await StartAsync(work, program, options, cancellationToken).ConfigureAwait(false);
    }

    // A value has been written to its place already.
    private static string PlaceOf(StepWork work, string port, MeasuredFile file) =>
        Path.GetDirectoryName(file.Path) == Path.Combine(work.Folder, ModuleFolderNames.Inputs)
            ? file.Path
            : StepInputs.Place(work.Folder, port, file);

    private async Task<ProgramEnd> StartAsync(
        StepWork work, ModuleBody.Program program, List<string> options, CancellationToken cancellationToken)
    {
        ProgramEnd end;
        try
        {
            end = await new ProgramRun(work.Folder, grace, time, work.Line)
                .RunAsync(program, options, cancellationToken).ConfigureAwait(false);
        }
        catch (Win32Exception fault)
        {
            throw new ModuleFailedException(FailureKind.NotStarted, Say(
                $"'{program.File}' could not be started: {fault.Message}", $"'{program.File}' を開始できません: {fault.Message}"));
        }

        return end.ExitCode == 0 ? end : throw new ModuleFailedException(
            new Failure(FailureKind.ExitCode, Say(
                $"ended with exit code {end.ExitCode}",
                $"終了コード {end.ExitCode} で終わりました"))
            { LastLines = end.LastLines },
            end.ExitCode);
    }
}
