using System.Globalization;
using System.Text;

namespace Dejima.Ssh.Push.Transfers;

/// <summary>Reads what rsync prints while it works: its progress, and that it has made everything.</summary>
/// <param name="moved">Hears of bytes.</param>
internal sealed class RsyncOutput(Action<long> moved)
{
    // Of --debug=GENR1. What follows is rsync's waiting for its own processes, in steps of 20 ms.
    private const string Finished = "generate_files finished";
    private const int LongestLine = 64;

    private readonly TaskCompletionSource _made = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _sum;

    /// <summary>Ends once rsync says that it has made everything; never, when this rsync says no such thing.</summary>
    public Task Made => _made.Task;

    public async Task ReadAsync(Stream stream, CancellationToken cancellationToken)
    {
        var (buffer, line) = (new byte[4096], new StringBuilder());
        while (await stream.ReadAsync(buffer, cancellationToken).ConfigureAwait(false) is var length and > 0)
        {
            foreach (var value in buffer.AsSpan(0, length))
            {
                if (value is not ((byte)'\r' or (byte)'\n'))
                {
                    if (line.Length < LongestLine)
                        line.Append((char)value);
                }
                else
                {
                    Take(line.ToString());
                    line.Clear();
                }
            }
        }
    }

    // "    1234567  12%    1.2MB/s    0:00:01", over and over, with carriage returns between.
    private void Take(string line)
    {
        if (line == Finished)
            _made.TrySetResult();
        var first = line.AsSpan().TrimStart(' ');
        first = first[..(first.IndexOf(' ') is var end and >= 0 ? end : 0)];
        if (!long.TryParse(first, NumberStyles.None, CultureInfo.InvariantCulture, out var sum) || sum <= _sum)
            return;
        moved(sum - _sum);
        _sum = sum;
    }
}
