namespace Dejima.Ssh.Push.Transfers;

/// <summary>How an rsync ended.</summary>
/// <param name="ExitCode">Its exit code, see rsync(1).</param>
/// <param name="Error">What it said.</param>
internal sealed record RsyncResult(int ExitCode, string Error)
{
    /// <summary>Everything was transferred.</summary>
    public bool Succeeded => ExitCode == 0;

    /// <summary>The connection broke, or the other end did: the next try may do.</summary>
    public bool Interrupted => ExitCode is 10 or 12 or 20 or 30 or 35 or 255 or 137 or 143 && !DiskFull;

    /// <summary>The receiving end has no room.</summary>
    public bool DiskFull => Error.Contains("No space left on device", StringComparison.Ordinal) || Error.Contains("Disk quota exceeded", StringComparison.Ordinal);

    /// <summary>The line that tells most.</summary>
    public string Words
    {
        get
        {
            var lines = Error.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            var line = lines.FirstOrDefault(text => !text.StartsWith("rsync error", StringComparison.Ordinal)) ?? $"rsync: {ExitCode}";
            var clean = string.Concat(line.Select(c => char.IsControl(c) ? '?' : c));
            return clean.Length <= 300 ? clean : clean[..300];
        }
    }
}
