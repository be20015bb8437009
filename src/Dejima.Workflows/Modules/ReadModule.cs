namespace Dejima.Workflows.Modules;

/// <summary>What could be read of a module file.</summary>
/// <param name="Ports">
/// Null when they have errors; there whenever they have none, so that connections can be checked.
/// </param>
/// <param name="Module">Null when anything has an error.</param>
internal sealed record ReadModule(ModulePorts? Ports, Module? Module);
