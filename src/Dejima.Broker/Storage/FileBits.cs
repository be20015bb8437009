namespace Dejima.Broker.Storage;

/// <summary>One bit for each file of a list: whether it is whole.</summary>
internal static class FileBits
{
    /// <summary>Packs the bits, least significant first.</summary>
    public static byte[] Pack(int count, Func<int, bool> isSet)
    {
        var bits = new byte[(count + 7) / 8];
        for (var i = 0; i < count; i++)
        {
            if (isSet(i))
                bits[i / 8] |= (byte)(1 << (i % 8));
        }

        return bits;
    }

    /// <summary>Whether the bit is set.</summary>
    public static bool Has(byte[] bits, int index) => (bits[index / 8] & (1 << (index % 8))) != 0;
}
