namespace Dejima.FaultInjection.Proxies;

/// <summary>What is to be done to a request or an answer.</summary>
/// <param name="Kind">What happens.</param>
/// <param name="AfterBody">How many bytes of the body pass before it happens; negative when not even the head does.</param>
internal readonly record struct Verdict(FaultKind Kind, long AfterBody = -1)
{
    public static Verdict Pass => new(FaultKind.None);
}
