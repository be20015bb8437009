using System.Text.Json.Serialization;

namespace Dejima.Contracts.Calculations;

/// <summary>Whether an agent of a site is in touch with the broker.</summary>
public enum AgentPresence
{
    /// <summary>None asks for work.</summary>
    [JsonStringEnumMemberName("absent")]
    Absent,

    /// <summary>At least one asks for work, or holds some.</summary>
    [JsonStringEnumMemberName("present")]
    Present,
}
