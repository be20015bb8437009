using CsCheck;
using Dejima.Ssh.Push.Plain;
using Dejima.Testing;

namespace Dejima.Ssh.Tests.Push;

/// <summary>Any text is one word, for every shell that a plain site may have.</summary>
public class ShellQuoteTests
{
    private static readonly string[] Parts =
    [
        "'", "\"", "\\", "$", "`", "\n", " ", "!", "*", "~", "#", ";", "&", "|", "<", ">", "(", ")", "日本", "-", "%", "=", "\t", "\r", "a", "b", "/",
    ];

    private static readonly Gen<string> Hostile = Gen.Int[0, Parts.Length - 1].Select(at => Parts[at]).Array[0, 12].Select(string.Concat);

    [Theory]
    [InlineData("dash")]
    [InlineData("bash", "--posix")]
    [InlineData("busybox", "sh")]
    [InlineData("mksh")]
    public async Task A_shell_gives_back_what_was_quoted(params string[] shell)
    {
        Assert.SkipUnless(File.Exists("/bin/" + shell[0]) || File.Exists("/usr/bin/" + shell[0]), shell[0] + " is not installed");
        var texts = Hostile.Array[300].Single();
        using var folder = new TempFolder();
        var script = folder.Write("script", $"for word in {string.Join(' ', texts.Select(ShellQuote.Of))}; do printf '%s\\001' \"$word\"; done");
        var ran = await Running.ToEndAsync(shell[0], [.. shell[1..], script]);
        Assert.True(ran.ExitCode == 0, ran.ToString());
        Assert.Equal(texts, ran.Output.Split('\u0001')[..^1]);
    }

    [Fact]
    public void What_no_word_can_hold_is_refused() => Assert.Throws<ArgumentException>(() => ShellQuote.Of("a\0b"));
}
