using System.Text.Json.Serialization;
using Dejima.Contracts.Leases;

namespace Dejima.Agent.Local;

/// <summary>What the next agent must know to go on with a calculation.</summary>
/// <param name="Claim">The lease.</param>
/// <param name="Workspace">The workspace's path, which a changed policy would put elsewhere.</param>
internal sealed record HeldRecord(Claim Claim, string Workspace)
{
    /// <summary>Its name in the state folder.</summary>
    public const string FileName = "claim.json";
}

/// <summary>How it is written.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(HeldRecord))]
internal sealed partial class RecordsJson : JsonSerializerContext;
