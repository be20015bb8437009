using System.Text.Json;
using System.Text.Json.Serialization;

namespace Dejima.Workflows.Runs.Records;

/// <summary>How records are written: camel case, outcomes by name. Used through <see cref="RecordFormat"/>.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    UseStringEnumConverter = true,
    RespectNullableAnnotations = true,
    NumberHandling = JsonNumberHandling.Strict,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(RunRecord))]
[JsonSerializable(typeof(ModuleRecord))]
internal sealed partial class RecordJson : JsonSerializerContext;
