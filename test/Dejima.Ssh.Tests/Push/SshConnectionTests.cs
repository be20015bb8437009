using Dejima.Ssh.Push.Connections;
using Dejima.Ssh.Push.Sessions;
using Dejima.Testing;

namespace Dejima.Ssh.Tests.Push;

/// <summary>The ssh that carries everything, and the folder of its socket.</summary>
public class SshConnectionTests
{
    [Fact]
    public async Task An_ssh_that_ended_before_it_was_spoken_to_says_why()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/ssh"), "there is no ssh");
        using var folder = new TempFolder();
        var config = folder.Write("config", "Host here\n  HostName 127.0.0.1\n  Port 1\n");
        var connection = SshConnection.Begin(new SshAddress { Host = "here", Config = config, Entry = new PlainEntry.Script("/x") }, null);
        await Eventually.TrueAsync(() => !IsRun(config), "ssh has ended");
        var lost = await Assert.ThrowsAsync<LinkLostException>(() => connection.OpenedAsync(TestContext.Current.CancellationToken));
        Assert.Contains("Nothing listens", lost.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Only_a_private_folder_of_ones_own_is_used_for_sockets()
    {
        using var folder = new TempFolder();
        foreach (var (name, mode) in new[] { ("private", 0b111_000_000), ("open", 0b111_101_101), ("group", 0b111_010_000) })
        {
            Directory.CreateDirectory(folder[name]);
            File.SetUnixFileMode(folder[name], (UnixFileMode)mode);
        }

        File.CreateSymbolicLink(folder["link"], folder["private"]);
        Assert.Equal(["private"], new[] { "private", "open", "group", "link", "missing" }.Where(name => ControlFolder.IsOurs(folder[name])));
        Assert.False(ControlFolder.IsOurs("/tmp"));
    }

    // One that has ended has no command line any more, even while nobody has asked for its end.
    private static bool IsRun(string config) => Directory.EnumerateDirectories("/proc").Where(path => Path.GetFileName(path).All(char.IsAsciiDigit)).Any(path =>
    {
        try
        {
            return File.ReadAllText(Path.Combine(path, "cmdline")).Contains(config, StringComparison.Ordinal);
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    });
}
