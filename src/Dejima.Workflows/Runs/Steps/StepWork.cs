using Dejima.Contracts.Calculations;
using Dejima.Workflows.Modules;
using Dejima.Workflows.Runs.Files;
using Dejima.Workflows.Runs.Remote;

namespace Dejima.Workflows.Runs.Steps;

/// <summary>What is to be done in a step that has been entered.</summary>
/// <param name="Module">The module.</param>
/// <param name="Folder">The step's folder, with nothing in it but the place for inputs.</param>
/// <param name="Inputs">The files its ports got, in the module's order.</param>
/// <param name="Line">Is given each line the program writes.</param>
/// <param name="State">Is given each state the calculation comes to.</param>
/// <param name="Notice">Is given what people should know meanwhile.</param>
internal sealed record StepWork(
    Module Module,
    string Folder,
    IReadOnlyList<KeyValuePair<string, MeasuredFile>> Inputs,
    Action<LogStream, string> Line,
    Action<CalculationState> State,
    Action<string> Notice) : IProgress<RemoteProgress>
{
    /// <inheritdoc/>
    public void Report(RemoteProgress value)
    {
        if (value is RemoteProgress.Reached reached)
            State(reached.State);
        else if (value is RemoteProgress.Output output)
            Line(output.Stream, output.Line);
        else if (value is RemoteProgress.Notice notice)
            Notice(notice.Text);
    }
}
