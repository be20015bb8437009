namespace Dejima.Cli.Compat;

/// <summary>The words <c>client_name:H client_cmd:C client_files:a,b</c>. Unknown ones are passed over, as they always were.</summary>
/// <param name="Host">The SSH host.</param>
/// <param name="Command">A line for the shell there.</param>
/// <param name="Files">What to send.</param>
internal sealed record OldWords(string Host, string Command, IReadOnlyList<string> Files)
{
    /// <summary>Reads them; null when one is missing.</summary>
    public static OldWords? Read(IEnumerable<string> words)
    {
        var values = words.Select(word => word.Split(':', 2)).Where(parts => parts.Length == 2)
            .GroupBy(parts => parts[0]).ToDictionary(group => group.Key, group => group.Last()[1]);
        return values.GetValueOrDefault("client_name") is { Length: > 0 } host
            && values.GetValueOrDefault("client_cmd") is { Length: > 0 } command
            && values.GetValueOrDefault("client_files") is { } files
                ? new OldWords(host, command, files.Split(',', StringSplitOptions.RemoveEmptyEntries))
                : null;
    }
}
