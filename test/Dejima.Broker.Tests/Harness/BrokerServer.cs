using Dejima.Broker.Access;
using Dejima.Broker.Hosting;
using Dejima.Broker.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace Dejima.Broker.Tests.Harness;

/// <summary>A real broker with HTTPS on a free port of this machine, SQLite in a folder of its own, and a clock that tests turn.</summary>
internal sealed class BrokerServer : IAsyncDisposable
{
    private WebApplication? _app;

    private BrokerServer(string folder) => Folder = folder;

    public string Folder { get; }

    public FakeTimeProvider Clock { get; } = new(DateTimeOffset.UtcNow);

    public CapturedLog Log { get; private set; } = new();

    public Uri Address { get; set; } = new("https://localhost");

    public string ConfigFile => Path.Combine(Folder, "broker.yaml");

    public string Payload => Path.Combine(Folder, "data", "payload");

    public IServiceProvider Services => _app!.Services;

    /// <summary>The configuration of most tests: two sites, each with users of its own.</summary>
    public const string UsualSites = """
        sites:
          demo-site:
            commands: [solve, other]
            users: [alice, bob]
          far-site:
            commands: [solve]
            users: [alice]
        """;

    public static async Task<BrokerServer> Start(string? rest = null, string? data = null)
    {
        var server = new BrokerServer(Directory.CreateTempSubdirectory("dejima-broker-").FullName);
        var certificates = PrivateCertificates.Make(["localhost", "127.0.0.1"], DateTimeOffset.UtcNow);
        File.WriteAllText(Path.Combine(server.Folder, "ca.pem"), certificates.Authority);
        File.WriteAllText(Path.Combine(server.Folder, "server.pem"), certificates.Certificate);
        File.WriteAllText(Path.Combine(server.Folder, "server.key"), certificates.Key);
        server.Configure(rest ?? UsualSites, data);
        await server.Up();
        return server;
    }

    public void Configure(string rest, string? data = null) => File.WriteAllText(ConfigFile, $$"""
        listen: 127.0.0.1:0
        certificate: { file: server.pem, key-file: server.key }
        data: {{data ?? "data"}}
        {{rest}}
        """);

    public async Task Up()
    {
        Log = new CapturedLog();
        _app = BrokerHost.Build(ConfigFile, Clock, logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(Log));
        await _app.StartAsync();
        Address = new Uri(_app.Urls.Single());
    }

    public async Task Down()
    {
        if (_app is not { } app)
            return;
        _app = null;
        await app.StopAsync();
        await app.DisposeAsync();
        SqliteConnection.ClearAllPools();
    }

    public async Task Restart()
    {
        await Down();
        await Up();
    }

    /// <summary>Someone with a token of these scopes.</summary>
    public async Task<Party> Party(string user, params string[] scopes) => new(this, await Token(user, scopes));

    public Task<Party> Host(string user = "alice") => Party(user, Scope.Submit);

    public Task<Party> Agent(string site = "demo-site") => Party($"{site}-agent", Scope.SitePrefix + site);

    public Party Nobody(string? token = null) => new(this, token);

    public async Task<string> Token(string user, string[] scopes, TimeSpan? lifetime = null)
    {
        var token = TokenText.New();
        await using var database = await Database();
        database.Tokens.Add(new TokenRow
        {
            Id = Guid.NewGuid().ToString("N")[..8],
            Hash = TokenText.Hash(token),
            User = user,
            Scopes = string.Join(' ', scopes),
            CreatedAt = Clock.GetUtcNow(),
            ExpiresAt = Clock.GetUtcNow() + lifetime,
        });
        await database.SaveChangesAsync();
        return token;
    }

    public Task<BrokerContext> Database() =>
        Services.GetRequiredService<IDbContextFactory<BrokerContext>>().CreateDbContextAsync();

    public async ValueTask DisposeAsync()
    {
        await Down();
        Directory.Delete(Folder, recursive: true);
    }
}
