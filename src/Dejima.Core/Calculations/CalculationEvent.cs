using Dejima.Contracts.Calculations;
using Dejima.Contracts.Leases;

namespace Dejima.Core.Calculations;

/// <summary>What can happen to a calculation.</summary>
public abstract record CalculationEvent
{
    private CalculationEvent()
    {
    }

    /// <summary>An event that only the holder of the lease with this epoch may cause.</summary>
    public abstract record Leased(int Epoch) : CalculationEvent;

    /// <summary>An input is whole and verified.</summary>
    public sealed record InputReceived(string Name) : CalculationEvent;

    /// <summary>The host lets the site have it.</summary>
    public sealed record Release(SiteTimes? Site = null) : CalculationEvent;

    /// <summary>An agent takes it.</summary>
    public sealed record Claim(
        Guid ClaimId, Guid Agent, SiteTimes? Site = null, IReadOnlyCollection<string>? Restartable = null) : CalculationEvent;

    /// <summary>The agent is still there.</summary>
    public sealed record Renew(int Epoch) : Leased(Epoch);

    /// <summary>The agent is about to start the command.</summary>
    public sealed record Start(int Epoch) : Leased(Epoch);

    /// <summary>The site cannot take it for now.</summary>
    public sealed record GiveBack(int Epoch, Reason Reason) : Leased(Epoch);

    /// <summary>The site's policy said no.</summary>
    public sealed record Refuse(int Epoch, Reason Reason) : Leased(Epoch);

    /// <summary>The command has ended, or could not be started.</summary>
    public sealed record End(int Epoch, EndReport Report) : Leased(Epoch);

    /// <summary>An output is whole and verified.</summary>
    public sealed record OutputReceived(int Epoch, string Name) : Leased(Epoch);

    /// <summary>All outputs and logs were returned.</summary>
    public sealed record Complete(int Epoch) : Leased(Epoch);

    /// <summary>The host wants it to end.</summary>
    public sealed record Cancel : CalculationEvent;

    /// <summary>The host has all it wants.</summary>
    public sealed record Collect : CalculationEvent;

    /// <summary>Time has passed.</summary>
    public sealed record Tick : CalculationEvent;
}
