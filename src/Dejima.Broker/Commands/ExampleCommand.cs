using System.CommandLine;

namespace Dejima.Broker.Commands;

/// <summary>A command with examples in its help.</summary>
internal sealed class ExampleCommand(string name, string description, params string[] examples) : Command(name, description)
{
    /// <summary>Whole command lines.</summary>
    public IReadOnlyList<string> Examples { get; } = examples;
}
