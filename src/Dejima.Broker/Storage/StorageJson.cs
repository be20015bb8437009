using System.Text.Json.Serialization;
using Dejima.Contracts.Calculations;

namespace Dejima.Broker.Storage;

/// <summary>How JSON columns are written. Names are kept short by nobody: people read them when things go wrong.</summary>
[JsonSourceGenerationOptions(
    UseStringEnumConverter = true,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(CalculationRequest))]
[JsonSerializable(typeof(IReadOnlyList<OutputStatus>))]
[JsonSerializable(typeof(StoredDetail))]
internal sealed partial class StorageJson : JsonSerializerContext;
