using Dejima.Workflows.Documents;
using Dejima.Workflows.Modules;
using Dejima.Workflows.Runs.Results;
using Dejima.Workflows.Runs.Steps;
using static Dejima.Contracts.Languages.Language;

namespace Dejima.Workflows.Runs.Files;

/// <summary>Takes what a program wrote or linked to its output paths.</summary>
/// <param name="folder">The step's folder.</param>
/// <param name="inputs">The files its input ports got.</param>
internal sealed class StepOutputs(string folder, IEnumerable<MeasuredFile> inputs)
{
    private readonly string _folder = RealPath.Of(folder) ?? folder;
    private readonly HashSet<string> _inputs = [.. inputs.Select(file => file.Path)];

    /// <summary>Checks and measures an output.</summary>
    /// <exception cref="ModuleFailedException">It is missing or cannot be used.</exception>
    public async Task<MeasuredFile> TakeAsync(OutputPort port, CancellationToken cancellationToken)
    {
        var path = Path.Combine(folder, port.FileName);
        if (RealPath.Of(path) is not { } real)
        {
            var dangling = new FileInfo(path).LinkTarget is not null;
            throw new ModuleFailedException(dangling ? FailureKind.OutputUnusable : FailureKind.OutputMissing, dangling
                ? Say($"output '{port.Name}' is a link that leads nowhere", $"出力 '{port.Name}' のリンク先がありません")
                : Say($"output '{port.Name}' was not written ({path})", $"出力 '{port.Name}' が書かれていません ({path})"));
        }

        // Results must not be able to show what was never given to the module.
        if (!RealPath.IsInside(real, _folder) && !_inputs.Contains(real))
            throw Unusable(port, Say("leads out of the module's folder", "モジュールのフォルダの外を指しています"));
        if (ReadableFile.Fault(real) is { } fault)
            throw Unusable(port, fault);
        var file = await FileMeasures.MeasureAsync(real, port.FileName, cancellationToken).ConfigureAwait(false);
        if (await ValueFaultAsync(port.Type, file, cancellationToken).ConfigureAwait(false) is { } wrong)
            throw Unusable(port, wrong);
        return file;
    }

    private static async Task<string?> ValueFaultAsync(
        PortType type, MeasuredFile file, CancellationToken cancellationToken)
    {
        if (type == PortType.File)
            return null;
        if (file.Size > PortTypes.MaxValueBytes)
            return Say("is longer than 64 KiB", "64 KiB を超えています");
        var text = await File.ReadAllTextAsync(file.Path, cancellationToken).ConfigureAwait(false);
        return type.Fault(type == PortType.Text ? text : text.Trim());
    }

    private static ModuleFailedException Unusable(OutputPort port, string fault) => new(
        FailureKind.OutputUnusable, Say($"output '{port.Name}': {fault}", $"出力 '{port.Name}': {fault}"));
}
