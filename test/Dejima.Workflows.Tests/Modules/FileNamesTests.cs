using Dejima.Workflows.Modules;

namespace Dejima.Workflows.Tests.Modules;

public sealed class FileNamesTests
{
    private readonly FileNames _names = new("inputs");

    [Fact]
    public void Different_files_stand_together()
    {
        Assert.Null(_names.Add("a.dat", out _));
        Assert.Null(_names.Add("sub/a.dat", out _));
        Assert.Null(_names.Add("sub/b.dat", out _));
        Assert.Null(_names.Add("結果.dat", out _));
    }

    [Theory]
    [InlineData("a.dat", "a.dat")]
    [InlineData("a.dat", "A.DAT")]
    [InlineData("a", "a/b")]
    [InlineData("a/b", "a")]
    [InlineData("a/b/c", "A")]
    [InlineData("デ", "テ\u3099")]
    public void One_place_is_taken_once(string first, string second)
    {
        Assert.Null(_names.Add(first, out _));
        Assert.NotNull(_names.Add(second, out _));
    }

    [Theory]
    [InlineData("inputs")]
    [InlineData("Inputs/a")]
    [InlineData("../a")]
    [InlineData("/etc/passwd")]
    [InlineData("a//b")]
    [InlineData("")]
    public void Reserved_and_unusable_names_are_refused(string name) => Assert.NotNull(_names.Add(name, out _));
}
