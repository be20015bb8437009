using System.CommandLine;
using Dejima.Cli.Display;
using Dejima.Cli.Exits;
using Dejima.Cli.Sites;
using Dejima.Cli.Submitted;
using Dejima.Client.Connections;
using Dejima.Client.Handout;
using static Dejima.Contracts.Languages.Language;

namespace Dejima.Cli.Commands;

/// <summary><c>dejima run</c>: hands a calculation to a site and ends with its exit code (R-W9).</summary>
internal static class RunCommand
{
    public static Command Create()
    {
        var command = new Command("run", Say(
            "Run a command at a site and bring its results back.\n\n" +
            "  dejima run --site demo-site --command stress -p cpus=2 -i in.dat -o XX.dat --into results\n" +
            "  dejima run -s demo-site -c stress -i run7.dat:in.dat -o XX.dat --detach",
            "サイトでコマンドを実行し、結果を受け取ります。\n\n" +
            "  dejima run --site demo-site --command stress -p cpus=2 -i in.dat -o XX.dat --into results\n" +
            "  dejima run -s demo-site -c stress -i run7.dat:in.dat -o XX.dat --detach"));
        var work = new WorkOptions();
        var into = CommonOptions.Into();
        var detach = new Option<bool>("--detach")
        {
            Description = Say("print the calculation's ID and leave it to run", "計算 ID を表示し、完了を待たずに終了する"),
        };
        var (quiet, json) = (CommonOptions.Quiet(), CommonOptions.Json());
        var connection = new ConnectionOptions();
        work.AddTo(command);
        foreach (var option in new Option[] { into, detach, quiet, json })
            command.Options.Add(option);
        connection.AddTo(command, adHoc: true);
        command.SetAction((parsed, _) => Failures.GuardAsync(async () =>
        {
            var wanted = work.Read(parsed, parsed.GetValue(connection.Ssh)) with { Into = parsed.GetValue(detach) ? null : parsed.GetValue(into) };
            var resolver = new SiteResolver(connection, parsed);
            var address = resolver.ForSite(wanted.Site);
            if (wanted.Into is { } folder && File.Exists(folder))
                throw new WorkException(Say($"--into: '{folder}' is a file.", $"--into: '{folder}' はファイルです。"));
            using var interrupts = new Interrupts();
            var notes = new Notes(parsed.GetValue(quiet));
            using var observer = new ConsoleObserver(notes, parsed.GetValue(json));
            var handout = resolver.Open(address, observer);
            await using var _ = handout.ConfigureAwait(false);
            var id = Guid.CreateVersion7();
            bool submitted;
            using (var mark = address is SiteAddress.ByBroker ? SubmissionMark.Make(id) : null)
            {
                Note(id, wanted.Site, parsed.GetValue(into)!, address, notes);
                submitted = await SubmitAsync(handout, id, wanted, interrupts, notes, mark).ConfigureAwait(false);
            }

            if (!submitted || !parsed.GetValue(detach))
                return await new ResultFlow(handout, notes, parsed.GetValue(json))
                    .FinishAsync(id, parsed.GetValue(into)!, interrupts).ConfigureAwait(false);
            Console.Out.WriteLine(id.ToString("D"));
            return ExitCode.Success;
        }));
        return command;
    }

    /// <returns>False when it was interrupted and had been started by then: so it is followed to the end of its cancelling.</returns>
    private static async Task<bool> SubmitAsync(IHandout handout, Guid id, Work work, Interrupts interrupts, Notes notes, SubmissionMark? mark)
    {
        try
        {
            await handout.SubmitAsync(id, work, interrupts.First).ConfigureAwait(false);
            return true;
        }
        catch (Exception) when (!interrupts.Second.IsCancellationRequested)
        {
            var gone = await WithdrawAsync(handout, id).ConfigureAwait(false);
            if (gone is false && interrupts.First.IsCancellationRequested)
                return false;
            if (gone is null)
                mark?.Leave();
            Tell(id, gone, notes);
            throw;
        }
    }

    // Nobody need keep the inputs until they expire. Should the release have arrived and only its answer been lost,
    // something may run: then the person must be able to come back to it.
    private static async Task<bool?> WithdrawAsync(IHandout handout, Guid id)
    {
        using var brief = new CancellationTokenSource(TimeSpan.FromSeconds(5), TimeProvider.System);
        try
        {
            return await handout.WithdrawAsync(id, brief.Token).ConfigureAwait(false);
        }
        catch (Exception failed) when (failed is HandoutException or UnreachableException or SetupException or OperationCanceledException)
        {
            return null;
        }
    }

    private static void Tell(Guid id, bool? gone, Notes notes)
    {
        if (gone is true)
            SubmittedStore.Erase(id);
        else if (gone is false)
            notes.Say(Say(
                $"the site has the calculation and goes on with it; come back with: dejima wait {id}, or end it with: dejima cancel {id}",
                $"計算はサイトで続いています。結果を受け取るには: dejima wait {id}、取り消すには: dejima cancel {id}"));
        else
            notes.Say(Say(
                $"whether the site has the calculation is not known; see: dejima status {id}",
                $"計算がサイトに届いたか分かりません。確認するには: dejima status {id}"));
    }

    private static void Note(Guid id, string site, string into, SiteAddress address, Notes notes)
    {
        try
        {
            SubmittedStore.Note(id, site, into, address);
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            notes.Say(Say(
                $"this computer cannot note the calculation ({failed.Message}); should this command be ended, only a broker (--broker) still knows it",
                $"計算を記録できません（{failed.Message}）。このコマンドが終了した場合、計算を知るのはブローカーだけです（--broker）"));
        }
    }
}
