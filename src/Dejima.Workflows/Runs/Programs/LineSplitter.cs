using System.Text;

namespace Dejima.Workflows.Runs.Programs;

/// <summary>Cuts a stream of UTF-8 bytes into lines. What is not UTF-8 becomes U+FFFD.</summary>
/// <param name="line">Is given each line without its end.</param>
internal sealed class LineSplitter(Action<string> line)
{
    /// <summary>Longest line, in UTF-16 units; longer ones come in pieces, so that memory stays bounded.</summary>
    public const int MaxLength = 4096;

    private readonly Decoder _decoder = Encoding.UTF8.GetDecoder();
    private readonly StringBuilder _line = new();
    private char[] _characters = [];

    /// <summary>Takes the next bytes.</summary>
    public void Add(ReadOnlySpan<byte> bytes) => Decode(bytes, last: false);

    /// <summary>Gives what is left as a line, if anything.</summary>
    public void End()
    {
        Decode([], last: true);
        if (_line.Length > 0)
            Give();
    }

    private void Decode(ReadOnlySpan<byte> bytes, bool last)
    {
        var most = Encoding.UTF8.GetMaxCharCount(bytes.Length) + 1;
        if (_characters.Length < most)
            _characters = new char[most];
        var length = _decoder.GetChars(bytes, _characters, last);
        foreach (var character in _characters.AsSpan(0, length))
        {
            if (character == '\n')
            {
                Give();
                continue;
            }

            // A pair of surrogates stays together.
            if (_line.Length >= MaxLength && !char.IsLowSurrogate(character))
                Give();
            _line.Append(character);
        }
    }

    private void Give()
    {
        if (_line.Length > 0 && _line[^1] == '\r')
            _line.Length--;
        var text = _line.ToString();
        _line.Clear();
        line(text);
    }
}
