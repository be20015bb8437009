using System.Text.Json.Serialization;
using Dejima.Contracts.Calculations;
using Dejima.Ssh.Protocol;

namespace Dejima.Ssh.Gate;

/// <summary>What every gate process must know of a calculation.</summary>
/// <param name="Order">What was asked for.</param>
/// <param name="User">Whose key asked.</param>
/// <param name="Workspace">The workspace's path, which a changed policy would put elsewhere.</param>
/// <param name="Outgoing">The name in the workspace of the folder for what will be sent back: nobody at the host or in the command knows it.</param>
internal sealed record GateRecord(PushOrder Order, string User, string Workspace, string Outgoing)
{
    /// <summary>Its name in the state folder.</summary>
    public const string FileName = "gate.json";
}

/// <summary>What will be sent back, once settled.</summary>
/// <param name="Files">Relative names.</param>
internal sealed record OutgoingRecord(IReadOnlyList<PushedFile> Files)
{
    /// <summary>Its name in the state folder.</summary>
    public const string FileName = "outgoing.json";
}

/// <summary>Why it will never be started.</summary>
/// <param name="Reason">For the host; null when the host cancelled it.</param>
internal sealed record NeverStarted(Reason? Reason)
{
    /// <summary>Its name in the state folder.</summary>
    public const string FileName = "never.json";
}

/// <summary>How they are written.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(GateRecord))]
[JsonSerializable(typeof(OutgoingRecord))]
[JsonSerializable(typeof(NeverStarted))]
internal sealed partial class GateRecordJson : JsonSerializerContext;
