using Dejima.Workflows.Documents;
using Dejima.Workflows.Modules;
using static Dejima.Contracts.Languages.Language;

namespace Dejima.Workflows.Workflows;

/// <summary>Says what every port of a workflow gets, given what a person gave.</summary>
internal sealed class Planner(Workflow workflow, IReadOnlyDictionary<string, string> given, FileErrors files)
{
    private readonly Dictionary<string, PortContent> _inputs = [];

    /// <summary>The plan. Errors are noted at the inputs' lines; only without any is it good for a run.</summary>
    public WorkflowPlan Plan()
    {
        var unused = new Dictionary<string, string>();
        foreach (var (name, text) in given)
            unused[PortName.Normalize(name) ?? name] = text;
        foreach (var input in workflow.Inputs)
        {
            if (Content(input, unused.Remove(input.Name, out var text) ? text : null) is { } content)
                _inputs[input.Name] = content;
        }

        var known = string.Join(", ", workflow.Inputs.Select(input => input.Name));
        foreach (var name in unused.Keys)
            Reject(1, name, Say(
                $"was given, but there is no such input; there are: {known}",
                $"この入力はありません。あるもの: {known}"));
        return new WorkflowPlan(workflow, _inputs, [.. workflow.Steps.Select(Step)]);
    }

    private PortContent? Content(InputPort input, string? text)
    {
        if ((text ?? input.Default) is not { } chosen)
        {
            if (input.Required)
                Reject(input.Line, input.Name, Say("has no default and was not given", "既定値がなく、指定もありません"));
            return null;
        }

        var (content, fault) = Check(input.Type, chosen);
        if (fault is not null)
            Reject(input.Line, input.Name, fault);
        return content;
    }

    private PlannedStep Step(WorkflowStep step)
    {
        var contents = new List<KeyValuePair<string, PortContent>>();
        foreach (var port in step.Module.Ports.Inputs)
        {
            if ((Connected(step, port.Name) ?? Default(step.Module, port)) is { } content)
                contents.Add(new(port.Name, content));
            else if (port.Required && OptionalInput(step, port.Name) is { } input)
                Reject(1, input, Say(
                    $"was not given, but step '{step.Name}' requires it",
                    $"指定がありませんが、'{step.Name}' に必要です"));
        }

        return new PlannedStep(step.Name, step.Module, contents);
    }

    private PortContent? Connected(WorkflowStep step, string port) => step.Sources.GetValueOrDefault(port) switch
    {
        PortSource.Input input => _inputs.GetValueOrDefault(input.Name),
        PortSource.Step other => new PortContent.Result(other.Name, other.Port),
        PortSource.Value value => new PortContent.Value(value.Text),
        _ => null,
    };

    private PortContent? Default(Module module, InputPort port)
    {
        if (port.Default is null)
            return null;
        var (content, fault) = Check(port.Type, port.Default);
        if (fault is not null)
            files.Of(module.File).Add(port.Line, $"inputs.{port.Name}.default", fault);
        return content;
    }

    private static (PortContent Content, string? Fault) Check(PortType type, string text)
    {
        if (type != PortType.File)
            return (new PortContent.Value(text), type.Fault(text));
        var fault = ReadableFile.Fault(text);
        return (new PortContent.File(fault is null ? Path.GetFullPath(text) : text), fault);
    }

    // A required input that is missing has been told of already.
    private string? OptionalInput(WorkflowStep step, string port) =>
        step.Sources.GetValueOrDefault(port) is PortSource.Input input &&
        workflow.Inputs.Any(candidate => candidate.Name == input.Name && !candidate.Required)
            ? input.Name
            : null;

    private void Reject(int line, string input, string message) =>
        files.Of(workflow.File).Add(line, $"inputs.{input}", message);
}
