using System.Globalization;
using System.Text;

namespace Dejima.FaultInjection.Proxies;

/// <summary>The head of an HTTP/1.1 message, as it came.</summary>
internal sealed class HttpHead
{
    private readonly string[] _lines;

    public HttpHead(byte[] bytes)
    {
        Bytes = bytes;
        _lines = Encoding.Latin1.GetString(bytes).Split("\r\n");
        First = _lines[0].Split(' ', 3);
    }

    public byte[] Bytes { get; }

    /// <summary>The three parts of the first line.</summary>
    public string[] First { get; }

    public int Status => int.Parse(First[1], CultureInfo.InvariantCulture);

    public bool IsChunked => Value("Transfer-Encoding")?.Contains("chunked", StringComparison.OrdinalIgnoreCase) ?? false;

    public long? Length => Value("Content-Length") is { } text ? long.Parse(text, CultureInfo.InvariantCulture) : null;

    private string? Value(string name) => _lines
        .Where(line => line.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase))
        .Select(line => line[(name.Length + 1)..].Trim())
        .FirstOrDefault();
}
