using System.Text.Json;
using System.Text.Json.Serialization;
using Dejima.Workflows.Runs.Results;

namespace Dejima.Cli.Display;

[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web, UseStringEnumConverter = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(RunResult))]
internal sealed partial class RunResultJson : JsonSerializerContext;
