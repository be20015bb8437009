using Dejima.Core.Documents;
using Dejima.Workflows.Modules;

namespace Dejima.Workflows.Workflows;

/// <summary>A step while its document is being checked.</summary>
/// <param name="Name">Its name, in NFC.</param>
/// <param name="Section">Where it is written.</param>
/// <param name="Ports">Its module's ports; null when they could not be read.</param>
/// <param name="Module">Its module; null when that has errors.</param>
internal sealed record StepDraft(string Name, Section Section, ModulePorts? Ports, Module? Module);
