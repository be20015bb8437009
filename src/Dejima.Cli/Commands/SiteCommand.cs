using System.CommandLine;

using static Dejima.Contracts.Languages.Language;

namespace Dejima.Cli.Commands;

/// <summary><c>dejima site</c>: what a site's engineer does.</summary>
internal static class SiteCommand
{
    public static Command Create() => new("site", Say("Set up and check a site.", "サイトを設定し、確認します。"))
    {
        SiteAuthorizeCommand.Create(),
        SiteCheckCommand.Create(),
    };

    public static Option<string> Policy() => new("--policy")
    {
        Description = Say("the site's policy, site.yaml", "サイトのポリシー site.yaml"), HelpName = "FILE", Required = true,
    };
}
