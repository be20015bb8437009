using Dejima.Contracts.Calculations;
using Dejima.Contracts.Leases;
using Dejima.Core.Calculations;
using Dejima.Core.Leases;

namespace Dejima.Broker.Storage;

/// <summary>The small and changing part of a calculation that no query asks for.</summary>
internal sealed record StoredDetail(
    Limits Limits,
    Lease? Lease,
    int Epoch,
    bool CancelRequested,
    int? ExitCode,
    Reason? Reason,
    CalculationState? Outcome,
    DateTimeOffset? StartedAt,
    DateTimeOffset? EndedAt,
    SiteTimes? SiteTimes = null,
    TimeLimit? Overran = null,
    bool Restartable = false,
    DateTimeOffset? RequeuedAt = null,
    DateTimeOffset? RestartedAt = null);
