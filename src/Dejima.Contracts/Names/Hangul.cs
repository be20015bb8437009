namespace Dejima.Contracts.Names;

/// <summary>Hangul syllables compose by arithmetic (The Unicode Standard, section 3.12).</summary>
internal static class Hangul
{
    private const int SyllableBase = 0xAC00, LeadBase = 0x1100, VowelBase = 0x1161, TrailBase = 0x11A7;
    private const int LeadCount = 19, VowelCount = 21, TrailCount = 28, SyllableCount = 11172;

    public static bool TryDecompose(int point, List<int> into)
    {
        var index = point - SyllableBase;
        if (index is < 0 or >= SyllableCount)
            return false;
        into.Add(LeadBase + (index / (VowelCount * TrailCount)));
        into.Add(VowelBase + (index % (VowelCount * TrailCount) / TrailCount));
        if (index % TrailCount != 0)
            into.Add(TrailBase + (index % TrailCount));
        return true;
    }

    public static int? Compose(int first, int second)
    {
        var (lead, vowel) = (first - LeadBase, second - VowelBase);
        if (lead is >= 0 and < LeadCount && vowel is >= 0 and < VowelCount)
            return SyllableBase + (((lead * VowelCount) + vowel) * TrailCount);
        var (syllable, trail) = (first - SyllableBase, second - TrailBase);
        if (syllable is >= 0 and < SyllableCount && syllable % TrailCount == 0 && trail is > 0 and < TrailCount)
            return first + trail;
        return null;
    }
}
