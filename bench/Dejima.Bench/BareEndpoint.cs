using System.Buffers;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Dejima.Bench;

/// <summary>What transfers are compared with: Kestrel, HTTPS, an endpoint that hashes and writes the body, and one that sends it back.</summary>
internal static class BareEndpoint
{
    public static async Task ServeAsync(string certificate, string key, string folder, string addressFile)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Listen(System.Net.IPAddress.Loopback, 0, listen => listen.UseHttps(X509Certificate2.CreateFromPemFile(certificate, key)));
        });
        var app = builder.Build();
        var path = Path.Combine(folder, "bare.bin");
        app.MapPut("/file", async (HttpContext context) =>
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            await using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, 0, useAsync: false);
            var buffer = ArrayPool<byte>.Shared.Rent(1 << 20);
            while (await context.Request.Body.ReadAsync(buffer, context.RequestAborted) is var count and > 0)
            {
                hash.AppendData(buffer, 0, count);
                await file.WriteAsync(buffer.AsMemory(0, count), context.RequestAborted);
            }

            ArrayPool<byte>.Shared.Return(buffer);
            return Convert.ToHexStringLower(hash.GetHashAndReset());
        });
        app.MapGet("/file", () => Results.File(path, "application/octet-stream"));
        await app.StartAsync();
        await File.WriteAllTextAsync(addressFile + ".new", app.Urls.First());
        File.Move(addressFile + ".new", addressFile);
        await app.WaitForShutdownAsync();
    }
}
