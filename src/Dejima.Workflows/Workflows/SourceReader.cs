using Dejima.Core.Documents;
using Dejima.Workflows.Modules;
using static Dejima.Contracts.Languages.Language;

namespace Dejima.Workflows.Workflows;

/// <summary>
/// Reads a source: <c>name</c> for an input of the workflow, <c>step/port</c> for an output of a step.
/// </summary>
internal sealed class SourceReader(List<InputPort> inputs, List<StepDraft> steps)
{
    private readonly Dictionary<string, StepDraft> _steps = steps.ToDictionary(step => step.Name);

    /// <summary>The source at a key; null, with an error noted, when there is none.</summary>
    /// <param name="section">Where it is written.</param>
    /// <param name="key">The key that holds it.</param>
    /// <param name="target">The port it shall feed; null when that is not known.</param>
    public PortSource? Read(Section section, string key, InputPort? target)
    {
        if (section.Text(key) is not { } text)
        {
            if (!section.Has(key))
                section.Reject(key, Say("expected an input's name, or step/port", "入力の名前か step/port が必要です"));
            return null;
        }

        if (text.Contains('/', StringComparison.Ordinal))
            return ReadStep(section, key, text, target?.Type);
        var name = PortName.Normalize(text) ?? text;
        if (inputs.Find(port => port.Name == name) is { } input)
            return Fits(section, key, input.Type, target?.Type) ? new PortSource.Input(name) : null;
        var known = string.Join(", ", inputs.Select(port => port.Name));
        section.Reject(key, Say(
            $"the workflow has no input '{text}'; it has: {known}",
            $"ワークフローに入力 '{text}' はありません。あるもの: {known}"));
        return null;
    }

    /// <summary>Reads <c>step/port</c>. The port is null when its step's module could not be read.</summary>
    public PortSource.Step? ReadStep(Section section, string key, string text, PortType? target)
    {
        var at = text.IndexOf('/', StringComparison.Ordinal);
        var step = at < 0 ? text : PortName.Normalize(text[..at]) ?? text[..at];
        var port = at < 0 ? string.Empty : PortName.Normalize(text[(at + 1)..]) ?? text[(at + 1)..];
        if (at < 0)
        {
            section.Reject(key, Say($"'{text}' is not of the form step/port", $"'{text}' は step/port の形ではありません"));
        }
        else if (!_steps.TryGetValue(step, out var draft))
        {
            section.Reject(key, Say($"there is no step '{step}'", $"モジュール '{step}' はありません"));
        }
        else if (draft.Ports is { } ports && ports.Output(port) is not { } output)
        {
            var known = string.Join(", ", ports.Outputs.Select(candidate => candidate.Name));
            section.Reject(key, Say(
                $"step '{step}' has no output '{port}'; it has: {known}",
                $"'{step}' に出力 '{port}' はありません。あるもの: {known}"));
        }
        else if (Fits(section, key, draft.Ports?.Output(port)?.Type, target))
        {
            return new PortSource.Step(step, port);
        }

        return null;
    }

    private static bool Fits(Section section, string key, PortType? from, PortType? to)
    {
        if (from is not { } given || to is not { } wanted || wanted.Takes(given))
            return true;
        section.Reject(key, Say(
            $"a port of type {wanted.Name()} cannot take a {given.Name()}",
            $"{wanted.Name()} 型のポートは {given.Name()} 型を受け取れません"));
        return false;
    }
}
