using Dejima.Contracts.Calculations;
using Dejima.Ssh.Protocol;
using static Dejima.Contracts.Languages.Language;

namespace Dejima.Ssh.Push.Sessions;

/// <summary>A site's list of what comes back. The site is not trusted: what no file can be is turned down.</summary>
internal static class OutgoingList
{
    /// <summary>The list, when each of it has a name that a file can have, and sizes that add up.</summary>
    /// <exception cref="SiteRefusedException">It is something else.</exception>
    public static IReadOnlyList<PushedFile> Checked(IReadOnlyList<PushedFile> files)
    {
        var sum = 0L;
        foreach (var file in files)
        {
            if (file is not { Name: { Length: > 0 } name, Size: >= 0 } || name.Contains('\0', StringComparison.Ordinal) || (sum = unchecked(sum + file.Size)) < 0)
                throw new SiteRefusedException(new Reason(GateError.Malformed, Say(
                    "The site's list of results has an entry that is no file.", "サイトが示した結果の一覧に、ファイルでない項目があります。")));
        }

        return files;
    }
}
