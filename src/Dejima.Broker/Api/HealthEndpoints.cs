using Dejima.Broker.Configuration;
using Dejima.Broker.Storage;
using Microsoft.EntityFrameworkCore;

namespace Dejima.Broker.Api;

/// <summary>For whatever watches the broker; needs no token and tells nothing but yes or no.</summary>
internal static class HealthEndpoints
{
    /// <summary>Adds the endpoints.</summary>
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/healthz", () => TypedResults.Text("alive\n")).ExcludeFromDescription();
        routes.MapGet("/readyz", Ready).ExcludeFromDescription();
    }

    private static async Task<IResult> Ready(
        IDbContextFactory<BrokerContext> databases, CurrentConfiguration configuration, CancellationToken cancellation)
    {
        await using (var database = await databases.CreateDbContextAsync(cancellation))
            await database.Users.AnyAsync(cancellation);
        var probe = Path.Combine(configuration.Now.DataFolder, $".ready-{Guid.NewGuid():N}");
        await using (var file = new FileStream(probe, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose))
            await file.WriteAsync(new byte[4096], cancellation);
        return TypedResults.Text("ready\n");
    }
}
