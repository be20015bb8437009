using System.Net;
using Dejima.Core.Calculations;

namespace Dejima.Broker.Configuration;

/// <summary>What <c>broker.yaml</c> says, checked as a whole by <see cref="ConfigurationFile"/>.</summary>
internal sealed record BrokerConfiguration
{
    /// <summary>Where to listen; port 0 takes a free one.</summary>
    public required IPEndPoint Listen { get; init; }

    /// <summary>The certificate, PEM, with the chain after it when there is one.</summary>
    public required string CertificateFile { get; init; }

    /// <summary>Its private key, PEM.</summary>
    public required string KeyFile { get; init; }

    /// <summary>The folder of <c>broker.db</c> and <c>payload/</c>.</summary>
    public required string DataFolder { get; init; }

    /// <summary>The sites by name (R-W7).</summary>
    public required IReadOnlyDictionary<string, SiteEntry> Sites { get; init; }

    /// <summary>How much may be handed out and returned.</summary>
    public required TransferLimits Transfers { get; init; }

    /// <summary>How much users and sites may have here at one time.</summary>
    public required Quotas Quotas { get; init; }

    /// <summary>How long the record of a calculation is kept after its registration.</summary>
    public required TimeSpan Records { get; init; }

    /// <summary>How long calculations may stay where they are.</summary>
    public required Limits Times { get; init; }
}
