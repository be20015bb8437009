using System.Text.Json.Serialization;

namespace Dejima.Execution.Supervision;

/// <summary>How supervision's records are written.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(RunOrder))]
[JsonSerializable(typeof(ExitRecord))]
internal sealed partial class SupervisionJson : JsonSerializerContext;
