using System.ComponentModel;
using System.Text;
using CliWrap;
using Dejima.Client.Connections;
using Dejima.Ssh.Push.Connections;
using Dejima.Ssh.Push.Sessions;
using static Dejima.Contracts.Languages.Language;

namespace Dejima.Ssh.Push.Transfers;

/// <summary>The user's own <c>rsync</c>, over a connection that is there (R-S3): <c>rsync -a</c> less what only root could do.</summary>
internal static class Rsync
{
    /// <summary>The variable by which an rsync of a calculation is found again on this computer.</summary>
    public const string Mark = "DEJIMA_PUSH";

    /// <summary>What is not whole yet is kept here, below the folder it belongs to, and gone on with.</summary>
    public const string PartialFolder = ".dejima-partial";

    /// <summary>Sends a folder's content, links followed.</summary>
    public static Task<RsyncResult> SendAsync(
        SshConnection connection, Guid id, string folder, bool sparse, Action<long> moved, CancellationToken cancellationToken)
    {
        var place = connection.Session.Receiving(id);
        return RunAsync(
            connection, id, place, ["-rtpL", "--chmod=Dgo=", $"--temp-dir={place.Temporary}", .. Holes(sparse)], [folder + "/", $"{connection.Host}:{place.Path}"], new RsyncOutput(moved), cancellationToken);
    }

    /// <summary>Fetches a folder's content, links as links.</summary>
    /// <returns>Its end, and when all is made, which is sooner. Both fail with <see cref="IOException"/> when the disk does.</returns>
    public static (Task<RsyncResult> Ended, Task Made) FetchAsync(
        SshConnection connection, Guid id, Staging staging, bool sparse, Action<long> moved, CancellationToken cancellationToken)
    {
        var (place, output) = (connection.Session.Sending(id), new RsyncOutput(moved));
        var ran = RunAsync(
            connection, id, place, ["-rltp", "--safe-links", "--chmod=u+rw,Du+x,a-s,-t", "--debug=GENR1", $"--temp-dir={staging.Temporary}", .. Holes(sparse)],
            [$"{connection.Host}:{place.Path}", staging.Files + "/"], output, cancellationToken);
        var flushed = EarlyFlush.WhileAsync(staging.Temporary, Task.WhenAny(ran, output.Made));
        return (EndedAsync(), Task.WhenAll(output.Made, flushed));

        async Task<RsyncResult> EndedAsync()
        {
            var result = await ran.ConfigureAwait(false);
            await flushed.ConfigureAwait(false);
            return result;
        }
    }

    // With it rsync writes in pieces of 1 KiB, which takes a tenth longer.
    private static string[] Holes(bool sparse) => sparse ? ["-S"] : [];

    private static async Task<RsyncResult> RunAsync(
        SshConnection connection, Guid id, RemoteFolder place, string[] options, string[] ends, RsyncOutput output, CancellationToken cancellationToken)
    {
        var error = new StringBuilder();
        string[] words =
        [
            .. options, $"--partial-dir={PartialFolder}", "--info=progress2", "--no-human-readable", "-e", connection.Rider,
            $"--rsync-path={place.Program}", "--", .. ends,
        ];
        try
        {
            var ran = await Cli.Wrap(ProgramPath.Of("rsync")).WithArguments(words)
                .WithEnvironmentVariables(set => set.Set(Mark, id.ToString("D")).Set("RSYNC_PROTECT_ARGS", null).Set("RSYNC_OLD_ARGS", null).Set("LC_ALL", "C.UTF-8"))
                .WithStandardOutputPipe(PipeTarget.Create(output.ReadAsync))
                .WithStandardErrorPipe(PipeTarget.ToStringBuilder(error))
                .WithValidation(CommandResultValidation.None)
                .ExecuteAsync(cancellationToken).ConfigureAwait(false);
            return new RsyncResult(ran.ExitCode, error.ToString());
        }
        catch (Win32Exception missing)
        {
            throw new SetupException(Say(
                $"rsync cannot be started ({missing.Message}).", $"rsync を起動できません（{missing.Message}）。"), missing);
        }
    }
}
