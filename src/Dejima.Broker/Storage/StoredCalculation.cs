using Dejima.Core.Calculations;

namespace Dejima.Broker.Storage;

/// <summary>A calculation and the row it came from. Both are never changed, so they may be shared and cached.</summary>
internal sealed record StoredCalculation(Calculation Value, CalculationRow Row)
{
    /// <summary>The id.</summary>
    public Guid Id => Row.Id;

    /// <summary>What long polls wait past.</summary>
    public long Version => Row.Version;
}
