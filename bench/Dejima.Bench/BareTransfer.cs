using System.Diagnostics;
using System.Security.Cryptography;
using Dejima.Client.Connections;
using Dejima.Core.Transfers;
using Dejima.Testing;

namespace Dejima.Bench;

/// <summary>Sends a file to the bare endpoint and fetches it back.</summary>
internal sealed class BareTransfer : IDisposable
{
    private readonly Running _server;
    private readonly HttpClient _client;

    private BareTransfer(Running server, HttpClient client) => (_server, _client) = (server, client);

    public static async Task<BareTransfer> StartAsync(Deployment here)
    {
        var address = here.Folder["bare-address"];
        var server = Running.Start(
            Environment.ProcessPath!, ["bare", here.Folder["tls/server.pem"], here.Folder["tls/server.key"], here.Folder.Path, address]);
        await Eventually.TrueAsync(() => File.Exists(address) || server.HasExited, "the bare endpoint listens");
        var client = HttpClients.Create(new BrokerAddress
        {
            Url = BrokerAddress.ParseUrl(await File.ReadAllTextAsync(address))!, CaFile = here.CaFile,
        });
        return new BareTransfer(server, client);
    }

    /// <summary>Seconds to send the file.</summary>
    public async Task<double> SendAsync(string path)
    {
        var watch = Stopwatch.StartNew();
        await using var file = File.OpenRead(path);
        using var answer = await _client.PutAsync(new Uri("file", UriKind.Relative), new StreamContent(file, 1 << 20));
        answer.EnsureSuccessStatusCode();
        await answer.Content.ReadAsStringAsync();
        return watch.Elapsed.TotalSeconds;
    }

    /// <summary>Seconds to fetch the file, hashing and writing it here.</summary>
    public async Task<double> FetchAsync(string path)
    {
        var watch = Stopwatch.StartNew();
        await using var body = await _client.GetStreamAsync(new Uri("file", UriKind.Relative));
        await using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, 0);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await HashedCopy.RunAsync(body, file, hash, null, CancellationToken.None);
        return watch.Elapsed.TotalSeconds;
    }

    public void Dispose()
    {
        _client.Dispose();
        _server.Dispose();
    }
}
