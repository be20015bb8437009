using Dejima.Testing;

namespace Dejima.EndToEnd;

/// <summary>A full quota ends <c>dejima run</c> at once, with what to do and an exit code that says "later".</summary>
public class QuotaTests
{
    private static readonly string[] Where = ["run", "-s", Deployment.Site, "-c", "where"];

    [Fact]
    public async Task Each_quota_is_told_in_both_languages_and_leaves_nothing_behind()
    {
        await using var here = await Deployment.StartAsync(
            folder => SolverSite.Setup(folder) with
            {
                Broker = "quotas: { waiting-per-user: 1, waiting-per-site: 1, user-size: 10, total-size: 5 }",
            },
            agent: false);
        here.Folder.Write("eleven", "01234567890");
        here.Folder.Write("six", "012345");
        await RefusedAsync(here, "alice", "10 bytes it keeps for one user", "一人 10 バイト", "-i", "eleven");
        await RefusedAsync(here, "alice", "5 bytes it keeps", "全員で 5 バイト", "-i", "six");
        Assert.Empty(Directory.EnumerateDirectories(Path.Combine(here.BrokerData, "payload")));

        var first = await here.DejimaAsync([.. Where, "--detach"]);
        Assert.True(first.ExitCode == 0, first.ToString());
        await RefusedAsync(here, "alice", "of yours: 1 wait already", "待機できるのは 1 件");
        await RefusedAsync(here, "bob", "for this site: 1 wait", "このサイトで待機できる計算は 1 件");
        Assert.Equal(0, (await here.DejimaAsync("cancel", first.Output.Trim())).ExitCode);
        Assert.Equal(0, (await here.AsAsync("bob", [.. Where, "--detach"])).ExitCode);
    }

    private static async Task RefusedAsync(Deployment here, string user, string english, string japanese, params string[] more)
    {
        foreach (var (language, words) in new[] { ("en", english), ("ja", japanese) })
        {
            var environment = here.Host(user);
            environment["DEJIMA_LANG"] = language;
            var ran = await Running.ToEndAsync(Programs.Dejima, [.. Where, .. more], environment, here.Folder.Path);
            Assert.True(ran.ExitCode == 75, ran.ToString());
            Assert.Contains(words, ran.Error, StringComparison.Ordinal);
        }
    }
}
