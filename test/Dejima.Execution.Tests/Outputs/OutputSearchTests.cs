using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using Dejima.Execution.Outputs;
using Dejima.Execution.Tests.Supervision;

namespace Dejima.Execution.Tests.Outputs;

public sealed class OutputSearchTests : IDisposable
{
    private readonly Bench _bench = new();
    private readonly string _confidential = Directory.CreateTempSubdirectory("dejima-secret-").FullName;

    public OutputSearchTests() => File.WriteAllText(Path.Combine(_confidential, "model.inp"), "*NODE 1, 2, 3");

    public void Dispose()
    {
        _bench.Dispose();
        Directory.Delete(_confidential, recursive: true);
    }

    private string At(string name) => _bench.Workspace.PlaceFor(name);

    private Task<IReadOnlyList<FoundOutput>> FindAsync(params string[] names) =>
        OutputSearch.FindAsync(_bench.Workspace, names, new NeverSend([_confidential]), CancellationToken.None);

    private async Task<WithheldException> WithheldAsync(OutputFault fault, params string[] names)
    {
        var withheld = await Assert.ThrowsAsync<WithheldException>(() => FindAsync(names));
        Assert.Equal(fault, withheld.Fault);
        return withheld;
    }

    [Fact]
    public async Task Plain_files_are_found_with_size_and_digest_and_others_are_missing()
    {
        File.WriteAllText(At("out/結果.dat"), "result");
        File.WriteAllText(At("empty"), string.Empty);
        File.WriteAllText(At("not-asked-for"), "x");
        var found = await FindAsync("empty", "out/結果.dat", "missing", "out/missing");
        Assert.Equal(["empty", "out/結果.dat"], found.Select(output => output.File.Name));
        Assert.Equal(6, found[1].File.Size);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData("result"u8)), found[1].File.Sha256);
        Assert.Equal("result", File.ReadAllText(found[1].Path));
    }

    [Fact]
    public async Task What_is_sent_is_what_was_checked_even_if_the_name_is_another_files_by_then()
    {
        File.WriteAllText(At("a"), "checked");
        using var found = (await FindAsync("a"))[0];
        File.Delete(At("a"));
        File.CreateSymbolicLink(At("a"), Path.Combine(_confidential, "model.inp"));
        Assert.Equal("checked", File.ReadAllText(found.Path));
    }

    [Fact]
    public async Task A_symbolic_link_is_withheld_wherever_it_leads()
    {
        File.CreateSymbolicLink(At("a"), Path.Combine(_confidential, "model.inp"));
        await WithheldAsync(OutputFault.SymbolicLink, "a");
        File.WriteAllText(At("b"), "x");
        File.CreateSymbolicLink(At("c"), At("b"));
        await WithheldAsync(OutputFault.SymbolicLink, "c");
        File.CreateSymbolicLink(At("d"), "/no/such");
        await WithheldAsync(OutputFault.SymbolicLink, "d");
    }

    [Fact]
    public async Task A_file_reached_through_a_linked_folder_is_withheld()
    {
        Directory.CreateSymbolicLink(At("folder"), _confidential);
        await WithheldAsync(OutputFault.SymbolicLink, "folder/model.inp");
    }

    [Fact]
    public async Task A_hard_link_is_withheld()
    {
        File.WriteAllText(At("a"), "x");
        using (var link = Process.Start("ln", [At("a"), At("b")]))
            await link.WaitForExitAsync();
        await WithheldAsync(OutputFault.HardLink, "a");
    }

    [Fact]
    public async Task What_is_no_file_is_withheld()
    {
        Directory.CreateDirectory(At("folder"));
        await WithheldAsync(OutputFault.NotRegular, "folder");
        using (var pipe = Process.Start("mkfifo", [At("pipe")]))
            await pipe.WaitForExitAsync();
        await WithheldAsync(OutputFault.NotRegular, "pipe");
    }

    [Fact]
    public async Task A_copy_of_what_must_not_leave_is_withheld_and_nothing_else_is_sent_either()
    {
        Directory.CreateDirectory(Path.Combine(_confidential, "deep"));
        File.WriteAllText(Path.Combine(_confidential, "deep", "mesh"), "secret mesh");
        File.WriteAllText(At("fine"), "fine");
        File.WriteAllText(At("copy"), "secret mesh");
        var withheld = await WithheldAsync(OutputFault.NeverSend, "fine", "copy");
        Assert.Equal(("copy", Path.Combine(_confidential, "deep", "mesh")), (withheld.Name, withheld.Match));
    }

    [Fact]
    public async Task Links_within_what_must_not_leave_are_followed_and_circles_end()
    {
        var elsewhere = Path.Combine(_bench.State.Folder, "elsewhere");
        File.WriteAllText(elsewhere, "linked secret");
        File.CreateSymbolicLink(Path.Combine(_confidential, "link"), elsewhere);
        Directory.CreateSymbolicLink(Path.Combine(_confidential, "circle"), _confidential);
        File.WriteAllText(At("copy"), "linked secret");
        File.WriteAllText(At("fine"), "linked sEcret");
        await WithheldAsync(OutputFault.NeverSend, "copy");
        Assert.Single(await FindAsync("fine"));
    }

    [Fact]
    public async Task When_what_must_not_leave_is_missing_nothing_is_sent()
    {
        File.WriteAllText(At("a"), "x");
        Directory.Delete(_confidential, recursive: true);
        var withheld = await WithheldAsync(OutputFault.NeverSendUnreadable, "a");
        Directory.CreateDirectory(_confidential);
        Assert.Equal(_confidential, withheld.Match);
    }

    [Fact]
    public async Task A_file_that_changes_while_it_is_read_is_withheld()
    {
        var path = At("growing");
        File.WriteAllText(path, "start");
        using var over = new CancellationTokenSource();
        var writer = Task.Run(() =>
        {
            var line = Encoding.UTF8.GetBytes("more");
            while (!over.IsCancellationRequested)
            {
                using var file = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
                file.SetLength(32 << 20);
                file.Write(line);
            }
        });
        try
        {
            await Bench.UntilAsync(() => new FileInfo(path).Length > 1 << 20);
            await WithheldAsync(OutputFault.Changed, "growing");
        }
        finally
        {
            await over.CancelAsync();
            await writer;
        }
    }
}
