using Dejima.FaultInjection.Proxies;

namespace Dejima.FaultInjection.Trials;

/// <summary>Which step a request or an answer is.</summary>
internal static class Steps
{
    public static Step? Of(Side side, Passing passing) => side == Side.Host ? OfHost(passing) : OfAgent(passing);

    private static Step? OfHost(Passing passing) => (passing.Method, passing.Moment) switch
    {
        ("PUT", Moment.Answer) => Step.Registered,
        ("POST", Moment.Answer) when passing.EndsWith("/inputs") => Step.FirstInputSent,
        ("PATCH", Moment.Answer) => Step.SecondInputSent,
        ("POST", Moment.Answer) when passing.EndsWith("/release") => Step.Released,
        ("GET", Moment.Answer) when passing.Contains("/outputs/") => Step.Downloading,
        ("POST", Moment.Request) when passing.EndsWith("/collect") => Step.Downloaded,
        ("POST", Moment.Answer) when passing.EndsWith("/collect") => Step.Collected,
        _ => null,
    };

    private static Step? OfAgent(Passing passing) => (passing.Method, passing.Moment) switch
    {
        ("PUT", Moment.Answer) when passing.Contains("/claims/") => Step.Claimed,
        ("GET", Moment.Request) when passing.Contains("/inputs/") => Step.WorkspaceMade,
        ("POST", Moment.Request) when passing.EndsWith("/start") => Step.InputsFetched,
        ("POST", Moment.Answer) when passing.EndsWith("/start") => Step.Started,
        ("PATCH", Moment.Answer) when passing.EndsWith("/log/stdout") => Step.Running,
        ("POST", Moment.Request) when passing.EndsWith("/end") => Step.Ended,
        ("POST", Moment.Answer) when passing.EndsWith("/end") => Step.Announced,
        ("POST", Moment.Answer) when passing.EndsWith("/outputs") => Step.FirstOutputSent,
        ("PATCH", Moment.Answer) when passing.Contains("/uploads/") => Step.SecondOutputSent,
        ("POST", Moment.Request) when passing.EndsWith("/complete") => Step.OutputsSent,
        ("POST", Moment.Answer) when passing.EndsWith("/complete") => Step.Completed,
        _ => null,
    };
}
