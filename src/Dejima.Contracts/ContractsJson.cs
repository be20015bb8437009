using System.Text.Json;
using System.Text.Json.Serialization;
using Dejima.Contracts.Calculations;
using Dejima.Contracts.Errors;
using Dejima.Contracts.Leases;

namespace Dejima.Contracts;

/// <summary>How the wire records are written: camel case, states by name, unknown members ignored, twins refused.</summary>
/// <remarks>
/// Generated readers set every <c>init</c> member, those that the text leaves out to null; so members that hold a
/// collection turn null into an empty one.
/// </remarks>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    UseStringEnumConverter = true,
    AllowDuplicateProperties = false,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    NumberHandling = JsonNumberHandling.Strict,
    MaxDepth = 16,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(CalculationRequest))]
[JsonSerializable(typeof(CalculationStatus))]
[JsonSerializable(typeof(IReadOnlyList<CalculationStatus>))]
[JsonSerializable(typeof(EndReport))]
[JsonSerializable(typeof(ClaimRequest))]
[JsonSerializable(typeof(Claim))]
[JsonSerializable(typeof(LeaseRenewal))]
[JsonSerializable(typeof(RefusalReport))]
[JsonSerializable(typeof(Problem))]
public sealed partial class ContractsJson : JsonSerializerContext;
