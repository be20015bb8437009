using CsCheck;
using Dejima.Ssh.Gate;

namespace Dejima.Ssh.Tests.Gate;

/// <summary>Which words of rsync a gate lets in: what dejima's own rsync says, and nothing that reaches further.</summary>
public class RsyncWordsTests
{
    private static readonly string[] Known =
    [
        "--server", "--sender", ".", "..", "/", "-tprSe.iLsfxCIvu", "-ltprSe.iLsfxCIvu", "--partial-dir", ".dejima-partial", "--temp-dir", ".dejima-temp", "--safe-links", "-L", "-s",
        "--delete", "--remove-source-files", "--temp-dir=/tmp", "--log-file=/x", "--files-from=/etc/passwd", "--copy-links", "--daemon", "--config=/x",
        "--write-devices", "--backup-dir=/x", "--link-dest=/", "--copy-dest=/", "--compare-dest=/", "--rsync-path=x", "-e", "--timeout=5", "--partial",
    ];

    [Theory]
    [InlineData(false, "--server -tpre.iLsfxCIvu --partial-dir .dejima-partial . .")]
    [InlineData(false, "--server -tprSe.iLsfxCIvu --partial-dir=.dejima-partial . .")]
    [InlineData(false, "--server -tpre.iLsfxCIvu --partial-dir .dejima-partial --temp-dir .dejima-temp . .")]
    [InlineData(false, "--server -tpre.iLsfxCIvu --partial-dir=.dejima-partial --temp-dir=.dejima-temp . .")]
    [InlineData(false, "--server -tpre.LsfxCIvu --log-format=X --partial . .")]
    [InlineData(true, "--server --sender -ltpre.iLsfxCIvu --safe-links . .")]
    [InlineData(true, "--server --sender -ltprSe31.iLsfxCIvu --safe-links --timeout=60 . .")]
    public void What_rsync_of_a_host_says_is_let_in(bool send, string words) => Assert.True(RsyncWords.Check(words.Split(' '), send));

    [Fact]
    public void Nothing_else_is_whatever_the_order() => Gen.Int[0, Known.Length - 1].Select(at => Known[at]).Array[0, 9].Sample(words =>
    {
        foreach (var send in new[] { true, false })
        {
            if (!RsyncWords.Check(words, send))
                continue;
            Assert.Equal("--server", words[0]);
            Assert.Equal([".", "."], words[^2..]);
            Assert.Equal(send, words.Contains("--sender"));
            Assert.DoesNotContain(words, word => word is ".." or "/" or "-L" or "-s" or "-e" || word.Contains("=/", StringComparison.Ordinal));
            Assert.DoesNotContain(words, word => word is "--delete" or "--remove-source-files" or "--copy-links" or "--daemon" or "--write-devices");
        }
    });

    [Theory]
    [InlineData("K")]
    [InlineData("k")]
    [InlineData("D")]
    [InlineData("R")]
    [InlineData("H")]
    [InlineData("l")]
    [InlineData("b")]
    public void A_letter_that_reaches_further_is_not_let_in_for_inputs(string letter) =>
        Assert.False(RsyncWords.Check(["--server", $"-tpr{letter}e.iLsfxCIvu", ".", "."], send: false));

    [Theory]
    [InlineData("L")]
    [InlineData("k")]
    [InlineData("D")]
    public void Nor_for_results(string letter) =>
        Assert.False(RsyncWords.Check(["--server", "--sender", $"-ltpr{letter}e.iLsfxCIvu", ".", "."], send: true));
}
