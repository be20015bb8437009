using Dejima.Testing;

namespace Dejima.Platform.Tests;

/// <summary>Flushing folders: what cannot be done is an error, what there is no need for is none.</summary>
public class FoldersTests
{
    [Fact]
    public void A_folder_that_is_there_is_flushed()
    {
        using var folder = new TempFolder();
        Folders.Flush(folder.Path);
        Folders.FlushWithParent(folder.Path);
    }

    [Fact]
    public void One_that_is_not_there_is_an_error()
    {
        using var folder = new TempFolder();
        Assert.Throws<DirectoryNotFoundException>(() => Folders.Flush(folder["none"]));
        Assert.Throws<DirectoryNotFoundException>(() => Folders.FlushWithParent(folder["none"]));
    }

    [Fact]
    public void What_stands_for_no_folder_is_an_error()
    {
        using var folder = new TempFolder();
        var file = folder.Write("file", string.Empty);
        Assert.Throws<IOException>(() => Folders.Flush(Path.Combine(file, "below")));
    }

    [Fact]
    public void The_top_has_no_parent() => Folders.FlushWithParent("/");

    // It answers EINVAL.
    [Fact]
    public void A_file_system_that_has_no_such_thing_to_do_is_fine() => Folders.Flush("/proc");
}
