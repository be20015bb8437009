using Dejima.Workflows.Modules;
using Dejima.Workflows.Runs.Files;
using Dejima.Workflows.Runs.Programs;
using Dejima.Workflows.Runs.Remote;
using Dejima.Workflows.Runs.Results;
using static Dejima.Contracts.Languages.Language;

namespace Dejima.Workflows.Runs.Steps;

/// <summary>
/// Does steps whose module is declared: names the inputs for the site and the site's results for the ports.
/// </summary>
internal sealed class RemoteSteps(IRemoteCalculations? calculations)
{
    /// <summary>Runs the calculation and puts its results where a program would have written them.</summary>
    /// <returns>The end, with exit code 0.</returns>
    /// <exception cref="ModuleFailedException">The calculation did not succeed.</exception>
    public async Task<ProgramEnd> RunAsync(StepWork work, ModuleBody.Remote remote, CancellationToken cancellationToken)
    {
        var folder = Path.Combine(work.Folder, ModuleFolderNames.Returned);
        Directory.CreateDirectory(folder);
        var real = RealPath.Of(folder) ?? folder;
        try
        {
            var result = await calculations!.RunAsync(Work(work, remote, folder), work, cancellationToken)
                .ConfigureAwait(false);
            if (result is RemoteResult.Failed failed)
                throw new ModuleFailedException(new Failure(FailureKind.Remote, failed.Reason), failed.ExitCode);
            foreach (var port in work.Module.Ports.Outputs)
                Take(Path.Combine(real, remote.Outputs[port.Name]), Path.Combine(work.Folder, port.FileName), port);
            return new ProgramEnd(0, []);
        }
        finally
        {
            // What came along besides the outputs is between module and site (R-G5).
            Directory.Delete(folder, recursive: true);
        }
    }

    private static RemoteWork Work(StepWork work, ModuleBody.Remote remote, string folder) => new()
    {
        Site = remote.Site,
        Command = remote.Command,
        Parameters = remote.Parameters,
        Inputs = [.. work.Inputs.Select(input => new RemoteInput(input.Value.Path, remote.Inputs[input.Key]))],
        Outputs = [.. work.Module.Ports.Outputs.Select(port => remote.Outputs[port.Name])],
        Folder = folder,
    };

    // A link that came from a site means nothing here, and could mean something it must not.
    private static void Take(string from, string to, OutputPort port)
    {
        if (File.Exists(from) && RealPath.Of(from) != from)
            throw new ModuleFailedException(FailureKind.OutputUnusable, Say(
                $"the site sent a link as output '{port.Name}'", $"サイトが出力 '{port.Name}' としてリンクを返しました"));
        if (!File.Exists(from))
            throw new ModuleFailedException(FailureKind.OutputMissing, Say(
                $"the site did not send output '{port.Name}'", $"サイトから出力 '{port.Name}' が返されていません"));
        Directory.CreateDirectory(Path.GetDirectoryName(to)!);
        File.Move(from, to);
    }
}
