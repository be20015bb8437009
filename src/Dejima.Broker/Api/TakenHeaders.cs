namespace Dejima.Broker.Api;

/// <summary>Marks an endpoint with the headers it reads, for the description.</summary>
/// <param name="Names">The headers.</param>
internal sealed record TakenHeaders(params IReadOnlyList<string> Names);
