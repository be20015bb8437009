using Dejima.Contracts.Http;

namespace Dejima.Broker.Api;

/// <summary>All addresses that the broker answers at.</summary>
internal static class BrokerApi
{
    /// <summary>Adds them.</summary>
    public static void Map(IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/" + Routes.Base);
        HostEndpoints.Map(api);
        ListEndpoint.Map(api);
        LeaseEndpoints.Map(api);
        AgentEndpoints.Map(api);
        UploadEndpoints.Map(api);
        DownloadEndpoints.Map(api);
        LogEndpoints.Map(api);
        HealthEndpoints.Map(routes);
        routes.MapOpenApi("/openapi/{documentName}.json");
    }
}
