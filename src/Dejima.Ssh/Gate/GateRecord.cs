using System.Text.Json.Serialization;
using Dejima.Ssh.Protocol;

namespace Dejima.Ssh.Gate;

/// <summary>What every gate process must know of a calculation.</summary>
/// <param name="Order">What was asked for.</param>
/// <param name="User">Whose key asked.</param>
/// <param name="Workspace">The workspace's path, which a changed policy would put elsewhere.</param>
/// <param name="Boot">When the machine was started, see <see cref="Execution.Platform.Boot"/>.</param>
internal sealed record GateRecord(PushOrder Order, string User, string Workspace, string Boot)
{
    /// <summary>Its name in the state folder.</summary>
    public const string FileName = "gate.json";
}

/// <summary>What will be sent back, once settled.</summary>
/// <param name="Files">Relative names.</param>
/// <param name="Withheld">All of it is held back, because it cannot be told what may leave.</param>
internal sealed record OutgoingRecord(IReadOnlyList<PushedFile> Files, bool Withheld)
{
    /// <summary>Its name in the state folder.</summary>
    public const string FileName = "outgoing.json";
}

/// <summary>How they are written.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(GateRecord))]
[JsonSerializable(typeof(OutgoingRecord))]
internal sealed partial class GateRecordJson : JsonSerializerContext;
