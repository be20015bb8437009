using System.Runtime.CompilerServices;
using Dejima.Broker.Tests.Harness;

namespace Dejima.Broker.Tests;

public sealed class DescriptionTests(SharedBroker shared) : IClassFixture<SharedBroker>
{
    [Fact]
    public async Task The_kept_description_is_the_served_one()
    {
        using var nobody = shared.Server.Nobody();
        using var answer = await nobody.Get("openapi/v1.json").Is(System.Net.HttpStatusCode.OK);
        var served = await answer.Content.ReadAsStringAsync();
        var kept = Path.GetFullPath("../../docs/openapi.json", Path.GetDirectoryName(Here())!);
        if (Environment.GetEnvironmentVariable("DEJIMA_REFRESH") is "1")
            await File.WriteAllTextAsync(kept, served.TrimEnd() + "\n");
        Assert.True(
            File.Exists(kept) && (await File.ReadAllTextAsync(kept)).TrimEnd() == served.TrimEnd(),
            $"{kept} is out of date; refresh it with: DEJIMA_REFRESH=1 dotnet test --project test/Dejima.Broker.Tests");
    }

    private static string Here([CallerFilePath] string path = "") => path;
}
