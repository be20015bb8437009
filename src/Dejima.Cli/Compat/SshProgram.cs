using Dejima.Cli.Commands;
using Dejima.Cli.Display;
using Dejima.Cli.Exits;
using Dejima.Cli.Sites;
using Dejima.Cli.Submitted;
using Dejima.Client.Handout;
using Dejima.Contracts.Calculations;
using Dejima.Ssh;

namespace Dejima.Cli.Compat;

/// <summary>
/// Behaves as the program that modules in the field call, and says what that said: a workspace <c>/tmp/UUID</c>, the files
/// flat in it, the command's output in <c>remote_program_exec.log</c>, everything fetched into the present folder, exit
/// code 0 or 1. The connection may break all the same, and a failed run's files come back too.
/// </summary>
internal static class SshProgram
{
    private const string LogName = "remote_program_exec.log";
    private const string Rule = "---------- remote side log ----------------";

    public static async Task<int> RunAsync(OldWords? words, SiteResolver resolver, string? config)
    {
        if (words is null)
        {
            await Console.Out.WriteLineAsync("Usage: dejima compat ssh client_name:HOST client_cmd:COMMAND client_files:FILE,FILE").ConfigureAwait(false);
            return ExitCode.Failed;
        }

        try
        {
            return await HandOutAsync(words, resolver, config).ConfigureAwait(false);
        }
        catch (Exception failure) when (Failures.CodeOf(failure) is not ExitCode.Internal)
        {
            await Console.Error.WriteLineAsync($"dejima: {failure.Message}").ConfigureAwait(false);
            return ExitCode.Failed;
        }
    }

    private static async Task<int> HandOutAsync(OldWords words, SiteResolver resolver, string? config)
    {
        var address = Address(words, resolver, config);
        using var observer = new ConsoleObserver(new Notes(quiet: true), outputToStderr: true, silent: true);
        var handout = resolver.Open(address, observer);
        await using var closing = handout.ConfigureAwait(false);
        using var interrupts = new Interrupts();
        var id = Guid.CreateVersion7();
        SubmittedStore.Note(id, address.Site, ".", address);
        // A gate's policy names its own; what the program that this replaces said of such a site was never looked at.
        var place = $"{address.Ssh.Workspaces}/{id:D}";
        Console.Out.WriteLine($"{place} で外部計算機資源に作業ディレクトリを作成します。");
        await handout.SubmitAsync(id, Work(words, address), interrupts.First).ConfigureAwait(false);
        Console.Out.WriteLine($"{place} でコマンド({Printable.Of(words.Command)})を実行しています。");
        await using var cancelling = interrupts.First.Register(() => _ = handout.CancelAsync(id, interrupts.Second)).ConfigureAwait(false);
        var status = await handout.ToEndAsync(id, interrupts.Second).ConfigureAwait(false);
        var fetched = await handout.FetchAsync(status, ".", interrupts.Second).ConfigureAwait(false);
        await handout.CollectAsync(id, interrupts.Second).ConfigureAwait(false);
        if (status.State is CalculationState.Succeeded)
        {
            Console.Out.WriteLine($"{words.Host}:{place} より全ファイルを取得しました。");
            return ExitCode.Success;
        }

        Console.Out.WriteLine($"コマンドは失敗しました: {StateWords.Ending(status)}");
        Console.Out.WriteLine(Rule);
        if (fetched.Any(path => path == Path.GetFullPath(LogName)))
            Console.Out.WriteLine(Printable.OfLines(await File.ReadAllTextAsync(LogName).ConfigureAwait(false)));
        Console.Out.WriteLine(Rule);
        return ExitCode.Failed;
    }

    // A site that sites.yaml knows is reached as it says there; one with a gate runs a command of its policy by that name.
    private static SiteAddress.BySsh Address(OldWords words, SiteResolver resolver, string? config)
    {
        var known = resolver.ByHost(words.Host);
        if (known is { Ssh.Entry: null })
            return known;
        if (SshSection.Fault(words.Host) is { } fault)
            throw new WorkException(fault);
        var ssh = known?.Ssh ?? new SshAddress { Host = words.Host, Config = config is null ? null : Path.GetFullPath(config) };
        return new SiteAddress.BySsh(
            known?.Site ?? SiteNames.OfHost(words.Host) ?? "site", ssh with { Entry = new PlainEntry.ShellText(words.Command, LogName) });
    }

    private static Work Work(OldWords words, SiteAddress.BySsh address) => new()
    {
        Site = address.Site,
        Command = address.Ssh.Entry is null ? words.Command : "command",
        Inputs = [.. words.Files
            .Select(file => new InputFile(file, Path.GetFileName(Path.TrimEndingDirectorySeparator(file))))
            .SelectMany(InputFolder.Files)],
    };
}
