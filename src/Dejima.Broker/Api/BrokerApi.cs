using Dejima.Contracts.Http;

namespace Dejima.Broker.Api;

/// <summary>All addresses that the broker answers at.</summary>
internal static class BrokerApi
{
    /// <summary>Adds them.</summary>
    public static void Map(IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/" + Routes.Base);
        HostEndpoints.Map(api.MapGroup(string.Empty).WithTags("host"));
        ListEndpoint.Map(api.MapGroup(string.Empty).WithTags("host"));
        LeaseEndpoints.Map(api.MapGroup(string.Empty).WithTags("agent"));
        AgentEndpoints.Map(api.MapGroup(string.Empty).WithTags("agent"));
        UploadEndpoints.Map(api.MapGroup(string.Empty).WithTags("files"));
        DownloadEndpoints.Map(api.MapGroup(string.Empty).WithTags("files"));
        LogEndpoints.Map(api.MapGroup(string.Empty).WithTags("logs"));
        HealthEndpoints.Map(routes);
        routes.MapOpenApi("/openapi/{documentName}.json");
    }
}
