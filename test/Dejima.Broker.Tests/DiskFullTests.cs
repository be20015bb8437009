using System.Net;
using System.Runtime.InteropServices;
using Dejima.Broker.Tests.Harness;
using Dejima.Contracts.Calculations;
using Dejima.Contracts.Errors;
using Dejima.Contracts.Http;

namespace Dejima.Broker.Tests;

/// <summary>A full disk loses nothing. Needs the right to mount a file system of a few MiB.</summary>
public sealed partial class DiskFullTests : IDisposable
{
    private const int Room = 12 << 20;
    private readonly string _mount = Directory.CreateTempSubdirectory("dejima-full-").FullName;
    private readonly bool _mounted;

    public DiskFullTests() => _mounted = OperatingSystem.IsLinux() && Mount("tmpfs", _mount, "tmpfs", 0, $"size={Room}") == 0;

    [Fact]
    public async Task An_upload_that_finds_no_room_goes_on_once_there_is_some()
    {
        Assert.SkipUnless(_mounted, "no right to mount a small file system here");
        await using var server = await BrokerServer.Start(data: Path.Combine(_mount, "data"));
        using var host = await server.Host();
        var content = Content.Random(8 << 20);
        var id = await host.Register(Steps.Request() with { Inputs = [Content.Declare("in", content)] });
        using var created = await host.Create(Routes.Inputs(id), Content.Declare("in", content)).Is(HttpStatusCode.Created);
        var upload = created.Headers.Location!.OriginalString;
        var other = Path.Combine(_mount, "other");
        await File.WriteAllBytesAsync(other, new byte[7 << 20]);

        await host.Patch(upload, 0, content).Refused(ErrorCode.DiskFull);
        Assert.Equal(507, (int)(await host.Patch(upload, await host.Offset(upload), content[(int)await host.Offset(upload)..])).StatusCode);
        var offset = (int)await host.Offset(upload);
        Assert.InRange(offset, 1 << 20, 6 << 20);
        await FillDatabase(host);
        var last = Path.Combine(_mount, "last");
        Assert.Throws<IOException>(() => Fill(last));
        await host.Get("readyz").Refused(ErrorCode.DiskFull);
        await host.Get("healthz").Is(HttpStatusCode.OK);

        File.Delete(other);
        File.Delete(last);
        await host.Get("readyz").Is(HttpStatusCode.OK);
        await host.Patch(upload, offset, content[offset..]).Is(HttpStatusCode.NoContent);
        Assert.True((await host.Status(id)).Inputs[0].Received);
        Assert.Equal(CalculationState.Waiting, (await host.Post(Routes.Action(id, "release")).Status()).State);
        await host.Register(Steps.Request());
    }

    public void Dispose()
    {
        if (_mounted)
            _ = Unmount(_mount);
        Directory.Delete(_mount, recursive: true);
    }

    private static void Fill(string path)
    {
        using var file = File.OpenHandle(path, FileMode.CreateNew, FileAccess.Write);
        for (var at = 0; at <= Room; at += 4096)
            RandomAccess.Write(file, new byte[4096], at);
    }

    // Registers until the database finds no room either; what it acknowledged is there.
    private static async Task FillDatabase(Party host)
    {
        var acknowledged = new List<Guid>();
        var request = Steps.Request() with { Parameters = new Dictionary<string, string> { ["p"] = new('x', 100_000) } };
        for (var i = 0; i < 200; i++)
        {
            var id = Guid.NewGuid();
            using var answer = await host.Put(Routes.Calculation(id), request);
            if (answer.StatusCode != HttpStatusCode.Created)
            {
                await Task.FromResult(answer).Refused(ErrorCode.DiskFull);
                foreach (var known in acknowledged)
                    await host.Status(known);
                await host.Get(Routes.Calculation(id)).Refused(ErrorCode.UnknownCalculation);
                return;
            }

            acknowledged.Add(id);
        }

        Assert.Fail("the disk never was full");
    }

    [LibraryImport("libc", EntryPoint = "mount", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Mount(string source, string target, string type, ulong flags, string data);

    [LibraryImport("libc", EntryPoint = "umount", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Unmount(string target);
}
