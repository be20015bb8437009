using Dejima.Contracts.Names;
using static Dejima.Contracts.Languages.Language;

namespace Dejima.Client.Handout;

/// <summary>Finds at this end, before anything is sent, what the broker would refuse.</summary>
public static class WorkCheck
{
    /// <summary>The work with names in NFC.</summary>
    /// <exception cref="WorkException">A name breaks the rule or comes twice, or a file is not there.</exception>
    public static Work Checked(Work work)
    {
        ArgumentNullException.ThrowIfNull(work);
        if (!Identifier.IsValid(work.Site))
            throw new WorkException(Say($"'{work.Site}' is no site name: {Identifier.Rule}.", $"サイト名 '{work.Site}' が正しくありません。"));
        if (!Identifier.IsValid(work.Command))
            throw new WorkException(Say($"'{work.Command}' is no command name: {Identifier.Rule}.", $"コマンド名 '{work.Command}' が正しくありません。"));
        var inputs = work.Inputs.Select(input => input with { Name = Name(input.Name) }).ToList();
        var outputs = work.Outputs.Select(Name).ToList();
        var siteFiles = work.SiteFiles.Select(file => file with { Name = Name(file.Name) }).ToList();
        RejectTwins(inputs.Select(input => input.Name).Concat(siteFiles.Select(file => file.Name)), Say("input", "入力"));
        RejectNested([.. inputs.Select(input => input.Name), .. siteFiles.Select(file => file.Name)]);
        RejectTwins(outputs, Say("output", "出力"));
        foreach (var input in inputs)
            RejectMissing(input);
        if (work.Parameters.Keys.FirstOrDefault(name => !Identifier.IsValid(name)) is { } parameter)
            throw new WorkException(Say(
                $"'{Printable(parameter)}' is no parameter name: {Identifier.Rule}.", $"パラメーター名 '{Printable(parameter)}' が正しくありません。"));
        if (siteFiles.Find(file => !file.Path.StartsWith('/') && !file.Path.StartsWith("~/", StringComparison.Ordinal)) is { } relative)
            throw new WorkException(Say(
                $"The site's file '{Printable(relative.Path)}' is neither an absolute path nor one that begins with ~/.",
                $"サイトのファイル '{Printable(relative.Path)}' は絶対パスでも ~/ で始まるパスでもありません。"));
        return work with { Inputs = inputs, SiteFiles = siteFiles, Outputs = outputs };
    }

    private static string Name(string text)
    {
        var fault = FileName.Check(text, out var name);
        return fault == NameFault.None
            ? name
            : throw new WorkException(Say(
                $"The file name '{Printable(text)}' {fault.Describe()}.", $"ファイル名 '{Printable(text)}' は{fault.Describe()}。"));
    }

    private static string Printable(string text)
    {
        var clean = string.Concat(text.Select(c => char.IsControl(c) ? '?' : c));
        return clean.Length <= 80 ? clean : clean[..77] + "...";
    }

    private static void RejectTwins(IEnumerable<string> names, string kind)
    {
        if (names.GroupBy(name => name).FirstOrDefault(group => group.Count() > 1) is { } twins)
            throw new WorkException(Say($"Two {kind} files have the name '{twins.Key}'.", $"{kind}ファイル名 '{twins.Key}' が重複しています。"));
    }

    private static void RejectNested(HashSet<string> names)
    {
        foreach (var name in names)
        {
            for (var end = name.IndexOf('/'); end >= 0; end = name.IndexOf('/', end + 1))
            {
                if (names.Contains(name[..end]))
                    throw new WorkException(Say(
                        $"'{name[..end]}' cannot be an input file and the folder of '{name}'.", $"'{name[..end]}' は入力ファイルであり、'{name}' のフォルダーでもあります。"));
            }
        }
    }

    private static void RejectMissing(InputFile input)
    {
        if (Directory.Exists(input.Path))
            throw new WorkException(Say($"'{input.Path}' is a folder; inputs are files.", $"'{input.Path}' はフォルダーです。入力にはファイルを指定してください。"));
        if (!File.Exists(input.Path))
            throw new WorkException(Say($"The input file '{input.Path}' does not exist.", $"入力ファイル '{input.Path}' がありません。"));
    }
}
