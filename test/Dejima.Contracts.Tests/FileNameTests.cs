using CsCheck;
using Dejima.Contracts.Names;

namespace Dejima.Contracts.Tests;

public class FileNameTests
{
    [Theory]
    [InlineData("XX.dat")]
    [InlineData("results/step 1/stress.dat")]
    [InlineData("計算標準出力.txt")]
    [InlineData("応力分布データ/断面減少率.dat")]
    [InlineData("-rf")]
    [InlineData("...a")]
    [InlineData("con1.txt")]
    public void Accepts(string name)
    {
        Assert.Equal(NameFault.None, FileName.Check(name, out var normalized));
        Assert.Equal(name, normalized);
    }

    [Theory]
    [InlineData("", NameFault.Empty)]
    [InlineData("/etc/passwd", NameFault.NotRelative)]
    [InlineData("C:boot.ini", NameFault.NotRelative)]
    [InlineData("a:stream", NameFault.NotRelative)]
    [InlineData("..", NameFault.Climbs)]
    [InlineData("a/../b", NameFault.Climbs)]
    [InlineData("./a", NameFault.Climbs)]
    [InlineData("a//b", NameFault.EmptyPart)]
    [InlineData("a/", NameFault.EmptyPart)]
    [InlineData("a\\b", NameFault.Backslash)]
    [InlineData("\\\\server\\share", NameFault.NotRelative)]
    [InlineData("a\nb", NameFault.ControlCharacter)]
    [InlineData("a\0b", NameFault.ControlCharacter)]
    [InlineData("a\u202Etxt.exe", NameFault.ControlCharacter)]
    [InlineData("a\u2028b", NameFault.ControlCharacter)]
    [InlineData("a.", NameFault.TrailingDotOrSpace)]
    [InlineData("a /b", NameFault.TrailingDotOrSpace)]
    [InlineData("NUL", NameFault.DeviceName)]
    [InlineData("dir/com1.txt", NameFault.DeviceName)]
    public void Refuses(string name, NameFault fault) => Assert.Equal(fault, FileName.Check(name, out _));

    [Fact]
    public void Refuses_a_lone_surrogate() =>
        Assert.Equal(NameFault.ControlCharacter, FileName.Check("a" + (char)0xD800 + "b", out _));

    [Fact]
    public void Refuses_300_bytes_in_a_part_but_not_255()
    {
        Assert.Equal(NameFault.TooLong, FileName.Check(new string('a', 300), out _));
        Assert.Equal(NameFault.TooLong, FileName.Check(string.Concat(Enumerable.Repeat("応", 86)), out _));
        Assert.Equal(NameFault.None, FileName.Check(new string('a', 255), out _));
    }

    [Fact]
    public void Refuses_over_1024_bytes_in_all() => Assert.Equal(
        NameFault.TooLong, FileName.Check(string.Join('/', Enumerable.Repeat(new string('a', 200), 6)), out _));

    [Fact]
    public void Twins_in_NFD_and_NFC_are_one_name()
    {
        FileName.Check("か\u3099.dat", out var fromDecomposed);
        FileName.Check("が.dat", out var fromComposed);
        Assert.Equal(fromComposed, fromDecomposed);
        Assert.False(FileName.IsValid("か\u3099.dat"));
    }

    [Fact]
    public void Whatever_is_accepted_stays_inside_and_is_accepted_again() => Gen.String.Sample(text =>
    {
        if (FileName.Check(text, out var name) != NameFault.None)
            return;
        var root = Path.GetFullPath("/workspace/");
        Assert.StartsWith(root, Path.GetFullPath(Path.Combine(root, name)), StringComparison.Ordinal);
        Assert.True(FileName.IsValid(name));
    });

    [Fact]
    public void Every_fault_has_words() => Assert.All(Enum.GetValues<NameFault>(), fault => Assert.NotEmpty(fault.Describe()));
}
