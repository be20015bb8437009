using System.Text;
using CsCheck;
using Dejima.Contracts.Names;

namespace Dejima.Contracts.Tests;

/// <summary>Compared with the ICU library, which this test project (unlike the product) may use.</summary>
public class NfcTests
{
    // Scripts with combining marks, reordering and multi-step compositions; Hangul; kana; a few astral musical symbols.
    private static readonly (int From, int To)[] Ranges =
    [
        (0x41, 0x17F), (0x300, 0x34E), (0x391, 0x3CE), (0x591, 0x5F4), (0x622, 0x655), (0x915, 0x94D), (0x9BE, 0x9D7),
        (0x1100, 0x1112), (0x1161, 0x1175), (0x11A8, 0x11C2), (0x1E00, 0x1FFC), (0x2126, 0x212B), (0x3041, 0x30FE),
        (0xAC00, 0xAC40), (0xF900, 0xFA2D), (0x1D157, 0x1D164),
    ];

    private static readonly Gen<Rune> AnyRune =
        Gen.OneOf([.. Ranges.Select(range => Gen.Int[range.From, range.To].Select(point => new Rune(point)))]);

    [Fact]
    public void The_reference_is_real() => Assert.Equal("が", "か\u3099".Normalize(NormalizationForm.FormC));

    [Fact]
    public void Equals_ICU_for_random_text() =>
        AnyRune.Array[0, 12].Select(runes => string.Concat(runes)).Sample(
            text => Assert.Equal(text.Normalize(NormalizationForm.FormC), Nfc.Normalize(text)), iter: 20_000);

    [Fact]
    public void Equals_ICU_for_the_decomposition_of_every_character_of_the_basic_plane()
    {
        for (var point = 0x20; point < 0xFFFE; point++)
        {
            if (point is >= 0xD800 and <= 0xDFFF)
                continue;
            var decomposed = ((char)point).ToString().Normalize(NormalizationForm.FormD);
            Assert.Equal(decomposed.Normalize(NormalizationForm.FormC), Nfc.Normalize(decomposed));
        }
    }
}
