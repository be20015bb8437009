using Dejima.Execution.Workspaces;

namespace Dejima.Execution.Tests.Workspaces;

public sealed class PrivateFolderTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("dejima-test-").FullName;

    private string Path1 => Path.Combine(_root, "one");

    public void Dispose() => PrivateFolder.Remove(_root);

    [Fact]
    public void It_is_the_owners_alone()
    {
        PrivateFolder.Create(Path1);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(Path1));
    }

    [Fact]
    public void What_somebody_put_there_first_is_not_taken_over()
    {
        Directory.CreateDirectory(Path1);
        Assert.Throws<IOException>(() => PrivateFolder.Create(Path1));
        Directory.Delete(Path1);
        var elsewhere = Directory.CreateDirectory(Path.Combine(_root, "elsewhere")).FullName;
        Directory.CreateSymbolicLink(Path1, elsewhere);
        Assert.Throws<IOException>(() => PrivateFolder.Create(Path1));
        Directory.Delete(elsewhere);
        Assert.Throws<IOException>(() => PrivateFolder.Create(Path1));
    }

    [Fact]
    public void Removing_takes_everything_and_follows_no_link()
    {
        var kept = Path.Combine(_root, "kept");
        Directory.CreateDirectory(Path.Combine(kept, "inner"));
        File.WriteAllText(Path.Combine(kept, "file"), "x");
        PrivateFolder.Create(Path1);
        File.WriteAllText(Path.Combine(Path1, "file"), "x");
        Directory.CreateSymbolicLink(Path.Combine(Path1, "to-folder"), kept);
        File.CreateSymbolicLink(Path.Combine(Path1, "to-file"), Path.Combine(kept, "file"));
        File.CreateSymbolicLink(Path.Combine(Path1, "to-nothing"), "/no/such");
        var locked = Directory.CreateDirectory(Path.Combine(Path1, "a", "b"));
        File.WriteAllText(Path.Combine(locked.FullName, "file"), "x");
        File.SetUnixFileMode(locked.FullName, UnixFileMode.None);
        File.SetUnixFileMode(locked.Parent!.FullName, UnixFileMode.None);

        PrivateFolder.Remove(Path1);
        Assert.False(Path.Exists(Path1));
        Assert.Equal(2, Directory.GetFileSystemEntries(kept).Length);
        PrivateFolder.Remove(Path1);
    }

    [Fact]
    public void Removing_a_link_leaves_what_it_leads_to()
    {
        var kept = Directory.CreateDirectory(Path.Combine(_root, "kept")).FullName;
        Directory.CreateSymbolicLink(Path1, kept);
        PrivateFolder.Remove(Path1);
        Assert.False(Path.Exists(Path1));
        Assert.True(Directory.Exists(kept));
    }
}
