using System.Text.Json;
using Dejima.Broker.Access;
using Dejima.Broker.Storage;
using Dejima.Contracts;
using Dejima.Contracts.Calculations;

namespace Dejima.Broker.Api;

/// <summary>Lists calculations, the newest first.</summary>
internal static class ListEndpoint
{
    private const int Usual = 100;
    private const int Most = 1000;

    /// <summary>Adds the endpoint.</summary>
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/calculations", List)
        .WithMetadata(NeededScope.Look)
        .Answers<IReadOnlyList<CalculationStatus>>("list", "Own calculations, the newest first; everyone's with 'all' for operators");

    private static async Task List(
        int? limit, bool? all, HttpContext context, Caller caller, CalculationQueries calculations, Statuses statuses)
    {
        if (limit is < 1 or > Most)
            throw Problems.Malformed($"'limit' is a number from 1 to {Most}.");
        if (all is true && !caller.IsAdmin)
            throw Problems.ScopeMissing(Scope.Admin);
        context.Response.ContentType = "application/json; charset=utf-8";
        await using var json = new Utf8JsonWriter(context.Response.BodyWriter);
        json.WriteStartArray();
        await foreach (var stored in calculations.Newest(all is true ? null : caller.User, limit ?? Usual, context.RequestAborted))
        {
            JsonSerializer.Serialize(json, statuses.Of(stored), ContractsJson.Default.CalculationStatus);
            await json.FlushAsync(context.RequestAborted);
            await context.Response.BodyWriter.FlushAsync(context.RequestAborted);
        }

        json.WriteEndArray();
    }
}
