using System.CommandLine;
using Dejima.Cli.Sites;
using Dejima.Client.Handout;
using Dejima.Core.Documents;
using static Dejima.Contracts.Languages.Language;

namespace Dejima.Cli.Commands;

/// <summary>The options that describe a piece of work.</summary>
internal sealed class WorkOptions
{
    public Option<string?> Site { get; } = new("--site", "-s")
    {
        Description = Say("the site's name", "サイト名"), HelpName = "SITE",
    };

    public Option<string> Command { get; } = new("--command", "-c")
    {
        Description = Say("the name of a command the site offers", "サイトが提供するコマンドの名前"), HelpName = "COMMAND", Required = true,
    };

    public Option<string[]> Parameters { get; } = new("--parameter", "-p")
    {
        Description = Say("a parameter; may be repeated", "パラメーター（繰り返し可）"), HelpName = "NAME=VALUE",
    };

    public Option<string[]> Inputs { get; } = new("--input", "-i")
    {
        Description = Say(
            "a file, or a folder with all its files, to send, and its name at the site; may be repeated",
            "送るファイル（フォルダーなら中のすべて）とサイトでの名前（繰り返し可）"),
        HelpName = "FILE[:NAME]",
    };

    public Option<string[]> SiteFiles { get; } = new("--site-file")
    {
        Description = Say(
            "a file that is at the site already, and its name in the workspace (SSH, sites without a gate); may be repeated",
            "サイトにあるファイルと作業領域での名前（SSH、ゲートのないサイト。繰り返し可）"),
        HelpName = "PATH[:NAME]",
    };

    public Option<string[]> Outputs { get; } = new("--output", "-o")
    {
        Description = Say("the name of a file wanted back; may be repeated", "受け取るファイルの名前（繰り返し可）"), HelpName = "NAME",
    };

    public Option<string?> Timeout { get; } = new("--timeout")
    {
        Description = Say("longest time the command may run, such as 2h", "コマンドの最長実行時間（例: 2h）"), HelpName = "TIME",
    };

    public Option<string?> Waiting { get; } = new("--waiting")
    {
        Description = Say("longest time it may wait for the site (through a broker)", "サイトを待つ時間の上限（ブローカー経由）"), HelpName = "TIME",
    };

    public Option<string?> Uncollected { get; } = new("--uncollected")
    {
        Description = Say("longest time its results are kept (through a broker)", "結果の保管期限（ブローカー経由）"), HelpName = "TIME",
    };

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { Site, Command, Parameters, Inputs, SiteFiles, Outputs, Timeout, Waiting, Uncollected })
            command.Options.Add(option);
    }

    /// <param name="parsed">The command line.</param>
    /// <param name="host">The SSH host that was named ad hoc; a site without a name is called after it.</param>
    public Work Read(ParseResult parsed, string? host)
    {
        var parameters = new Dictionary<string, string>();
        foreach (var text in parsed.GetValue(Parameters) ?? [])
        {
            var parts = text.Split('=', 2);
            if (parts.Length != 2 || parts[0].Length == 0)
                throw new WorkException(Say($"'-p {text}' is not NAME=VALUE.", $"'-p {text}' は NAME=VALUE の形ではありません。"));
            if (!parameters.TryAdd(parts[0], parts[1]))
                throw new WorkException(Say($"The parameter '{parts[0]}' is given twice.", $"パラメーター '{parts[0]}' が重複しています。"));
        }

        return new Work
        {
            Site = parsed.GetValue(Site) ?? SiteNames.OfHost(host) ?? throw new WorkException(Say("Option '--site' is required.", "--site が必要です。")),
            Command = parsed.GetRequiredValue(Command),
            Parameters = parameters,
            Inputs = [.. (parsed.GetValue(Inputs) ?? []).Select(Input).SelectMany(FilesOf)],
            SiteFiles = [.. (parsed.GetValue(SiteFiles) ?? []).Select(SiteFileOf)],
            Outputs = parsed.GetValue(Outputs) ?? [],
            Timeout = Time(parsed, Timeout),
            Waiting = Time(parsed, Waiting),
            Uncollected = Time(parsed, Uncollected),
        };
    }

    // A file whose own name has a colon is meant as it stands; else what follows the last colon is the name.
    private static InputFile Input(string text)
    {
        var colon = text.LastIndexOf(':');
        return colon <= 0 || Path.Exists(text)
            ? new InputFile(text, Path.GetFileName(Path.TrimEndingDirectorySeparator(text)))
            : new InputFile(text[..colon], text[(colon + 1)..]);
    }

    private static IReadOnlyList<InputFile> FilesOf(InputFile input) => InputFolder.Files(input).ToList() is { Count: > 0 } files
        ? files
        : throw new WorkException(Say($"The folder '{input.Path}' has no files.", $"フォルダー '{input.Path}' にファイルがありません。"));

    private static SiteFile SiteFileOf(string text)
    {
        var colon = text.LastIndexOf(':');
        return colon <= 0 ? new SiteFile(text, Path.GetFileName(text)) : new SiteFile(text[..colon], text[(colon + 1)..]);
    }

    private static TimeSpan? Time(ParseResult parsed, Option<string?> option) => parsed.GetValue(option) switch
    {
        null => null,
        var text when Measure.TryDuration(text, out var time) => time,
        var text => throw new WorkException(Say(
            $"{option.Name}: '{text}' is not {Measure.DurationRule}.", $"{option.Name}: '{text}' は正しくありません（{Measure.DurationRule}）。")),
    };
}
