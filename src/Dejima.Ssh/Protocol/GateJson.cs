using System.Text.Json.Serialization;

namespace Dejima.Ssh.Protocol;

/// <summary>How the lines between host and gate are written: see <c>docs/protocol.md</c>.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(GateGreeting))]
[JsonSerializable(typeof(PushOrder))]
[JsonSerializable(typeof(GateRequest))]
[JsonSerializable(typeof(GateReply))]
public sealed partial class GateJson : JsonSerializerContext;
