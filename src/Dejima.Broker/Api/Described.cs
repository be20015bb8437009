using Dejima.Contracts.Errors;

namespace Dejima.Broker.Api;

/// <summary>Describes endpoints for <c>/openapi/v1.json</c>.</summary>
internal static class Described
{
    private static readonly int[] Problematic = [400, 401, 403, 404, 409];

    /// <summary>Name, summary, and an answer in JSON.</summary>
    public static RouteHandlerBuilder Answers<T>(this RouteHandlerBuilder endpoint, string name, string summary) =>
        endpoint.Produces<T>(StatusCodes.Status200OK).With(name, summary);

    /// <summary>Name, summary, and an answer of raw bytes.</summary>
    public static RouteHandlerBuilder AnswersBytes(this RouteHandlerBuilder endpoint, string name, string summary) =>
        endpoint.Produces<Stream>(StatusCodes.Status200OK, "application/octet-stream").With(name, summary);

    /// <summary>Name, summary, and an answer without a body.</summary>
    public static RouteHandlerBuilder AnswersNothing(this RouteHandlerBuilder endpoint, string name, string summary, int status) =>
        endpoint.Produces(status).With(name, summary);

    private static RouteHandlerBuilder With(this RouteHandlerBuilder endpoint, string name, string summary)
    {
        foreach (var status in Problematic)
            endpoint.Produces<Problem>(status, Problem.MediaType);
        return endpoint.WithName(name).WithSummary(summary);
    }
}
