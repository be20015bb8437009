using System.Text;

namespace Dejima.Cli.Workflows;

/// <summary>Makes lines of bytes that come in pieces. A line of over 8 KiB comes in pieces too.</summary>
internal sealed class LineSplitter
{
    private const int Longest = 8192;

    private readonly List<byte> _open = [];

    public List<string> Add(ReadOnlySpan<byte> bytes)
    {
        var lines = new List<string>();
        foreach (var value in bytes)
        {
            if (value != '\n')
                _open.Add(value);
            if (value == '\n' || _open.Count >= Longest)
                lines.Add(Take());
        }

        return lines;
    }

    public string? Rest() => _open.Count == 0 ? null : Take();

    private string Take()
    {
        var line = Encoding.UTF8.GetString([.. _open]).TrimEnd('\r');
        _open.Clear();
        return line;
    }
}
