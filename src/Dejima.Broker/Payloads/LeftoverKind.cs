using System.Text.Json.Serialization;

namespace Dejima.Broker.Payloads;

/// <summary>Why something in the data folder is not needed.</summary>
internal enum LeftoverKind
{
    /// <summary>The payload of a calculation that is not in the database.</summary>
    [JsonStringEnumMemberName("no-calculation")]
    NoCalculation,

    /// <summary>The payload of a calculation that was collected or has expired.</summary>
    [JsonStringEnumMemberName("forgotten")]
    Forgotten,

    /// <summary>Inputs of a calculation that has ended.</summary>
    [JsonStringEnumMemberName("inputs")]
    Inputs,

    /// <summary>Uploads that were never finished, of a calculation that has ended.</summary>
    [JsonStringEnumMemberName("uploads")]
    Uploads,

    /// <summary>A payload that was on its way out when the program ended.</summary>
    [JsonStringEnumMemberName("half-deleted")]
    HalfDeleted,

    /// <summary>A file by which the broker tried whether it can write.</summary>
    [JsonStringEnumMemberName("probe")]
    Probe,
}
