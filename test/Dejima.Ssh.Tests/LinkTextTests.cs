using CsCheck;
using Dejima.Testing;

namespace Dejima.Ssh.Tests;

/// <summary>A link that is said to stay within does so, on a real file system.</summary>
public class LinkTextTests
{
    [Theory]
    [InlineData("link", "file", true)]
    [InlineData("sub/link", "../file", true)]
    [InlineData("sub/link", "./../file", true)]
    [InlineData("link", "..", false)]
    [InlineData("link", "../outside", false)]
    [InlineData("sub/link", "../../outside", false)]
    [InlineData("link", "/etc/passwd", false)]
    [InlineData("link", "sub/../../outside", false)]
    [InlineData("link", "", false)]
    public void Known_ones(string name, string target, bool within) => Assert.Equal(within, LinkText.StaysWithin(name, target));

    [Fact]
    public void None_that_stays_within_leads_out() => Gen.Select(
            Any("link", "a/link", "a/b/link"), Any("..", ".", "a", "b", "c", "up", string.Empty).Array[1, 7])
        .Sample((name, words) =>
        {
            var target = string.Join('/', words);
            if (!LinkText.StaysWithin(name, target))
                return;
            using var folder = new TempFolder();
            Directory.CreateDirectory(folder["in/a/b/c"]);
            Directory.CreateSymbolicLink(folder["in/up"], "a/b");
            var link = folder["in/" + name];
            File.CreateSymbolicLink(link, target);
            var real = Running.ToEndAsync("realpath", ["-m", link]).GetAwaiter().GetResult().Output.Trim();
            Assert.StartsWith(folder["in"], real, StringComparison.Ordinal);
        }, iter: 60);

    private static Gen<string> Any(params string[] of) => Gen.Int[0, of.Length - 1].Select(at => of[at]);
}
