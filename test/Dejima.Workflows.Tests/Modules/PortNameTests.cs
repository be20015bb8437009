using Dejima.Workflows.Modules;

namespace Dejima.Workflows.Tests.Modules;

public sealed class PortNameTests
{
    [Theory]
    [InlineData("yield-strength")]
    [InlineData("断面減少率")]
    [InlineData("Abaqus入力データ")]
    [InlineData("a b")]
    [InlineData("-x")]
    public void Any_readable_text_is_a_name(string name) => Assert.Equal(name, PortName.Normalize(name));

    [Fact]
    public void Names_are_composed() => Assert.Equal("データ", PortName.Normalize("テ\u3099ータ"));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("a/b")]
    [InlineData("a=b")]
    [InlineData(" a")]
    [InlineData("a\u3000")]
    [InlineData("a\tb")]
    [InlineData("a\0")]
    [InlineData("a\u202Eb")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("\uD800")]
    public void Ambiguous_and_invisible_texts_are_not(string? name) => Assert.Null(PortName.Normalize(name));

    [Fact]
    public void A_name_fits_a_file_system()
    {
        Assert.NotNull(PortName.Normalize(new string('鉄', 85)));
        Assert.Null(PortName.Normalize(new string('鉄', 86)));
    }
}
