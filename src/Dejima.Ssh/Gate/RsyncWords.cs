using System.Text.RegularExpressions;

namespace Dejima.Ssh.Gate;

/// <summary>
/// The words with which a host's rsync starts its server side. Only what <c>dejima</c> itself asks for is accepted, word
/// by word: rsync has options that write elsewhere, delete, read files of the server or make links and devices.
/// </summary>
internal static partial class RsyncWords
{
    private static readonly string[] Harmless = ["--partial", "--safe-links"];
    private static readonly (string Option, string Folder)[] Folders =
        [("--partial-dir", Receiving.PartialFolder), ("--temp-dir", Receiving.TemporaryFolder)];

    /// <summary>Whether they may be used.</summary>
    /// <param name="words">All after the program's name.</param>
    /// <param name="send">Whether the server is to send, or to receive.</param>
    public static bool Check(IReadOnlyList<string> words, bool send)
    {
        if (words is not ["--server", .., ".", "."])
            return false;
        var options = words.Skip(1).SkipLast(2).ToList();
        foreach (var (option, folder) in Folders)
            TakeFolder(options, option, folder);
        if (options.Remove("--sender") != send)
            return false;
        var clusters = options.Where(word => !word.StartsWith("--", StringComparison.Ordinal)).ToList();
        return clusters.Count == 1
            && (send ? SendingCluster() : ReceivingCluster()).IsMatch(clusters[0])
            && options.Except(clusters).All(word => Harmless.Contains(word) || Numbered().IsMatch(word));
    }

    // One word or two, as the host's rsync likes it.
    private static void TakeFolder(List<string> options, string option, string folder)
    {
        options.Remove($"{option}={folder}");
        if (options.IndexOf(option) is var at and >= 0 && options.ElementAtOrDefault(at + 1) == folder)
            options.RemoveRange(at, 2);
    }

    // No -l, -D, -o, -g, -H, -A, -X, -K, -k, -R: plain files and folders are all that comes in. What is after the "e" says
    // what the other rsync is capable of.
    [GeneratedRegex(@"^-[vqtprSWL]*(e[0-9]*\.[A-Za-z]*)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex ReceivingCluster();

    // Links go out as links, never as what they lead to (no -L).
    [GeneratedRegex(@"^-[vqltprSW]*(e[0-9]*\.[A-Za-z]*)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex SendingCluster();

    [GeneratedRegex(@"^--(timeout=[0-9]{1,6}|log-format=%?[A-Za-z]{0,3}|info=[A-Z0-9,]{0,40})\z", RegexOptions.CultureInvariant)]
    private static partial Regex Numbered();
}
