using System.ComponentModel;
using System.Globalization;
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
        SshConnection connection, Guid id, string folder, Action<long> moved, CancellationToken cancellationToken)
    {
        var place = connection.Session.Receiving(id);
        return RunAsync(connection, id, place, ["-rtpL"], [folder + "/", $"{connection.Host}:{place.Path}"], moved, cancellationToken);
    }

    /// <summary>Fetches a folder's content, links as links.</summary>
    public static Task<RsyncResult> FetchAsync(
        SshConnection connection, Guid id, string folder, Action<long> moved, CancellationToken cancellationToken)
    {
        var place = connection.Session.Sending(id);
        return RunAsync(
            connection, id, place, ["-rltp", "--safe-links", "--chmod=u+rw,Du+x,a-s,-t"], [$"{connection.Host}:{place.Path}", folder + "/"], moved, cancellationToken);
    }

    private static async Task<RsyncResult> RunAsync(
        SshConnection connection, Guid id, RemoteFolder place, string[] options, string[] ends, Action<long> moved, CancellationToken cancellationToken)
    {
        var error = new StringBuilder();
        string[] words =
        [
            .. options, "-S", $"--partial-dir={PartialFolder}", "--info=progress2", "--no-human-readable", "-e", connection.Rider,
            $"--rsync-path={place.Program}", "--", .. ends,
        ];
        try
        {
            var ran = await Cli.Wrap(ProgramPath.Of("rsync")).WithArguments(words)
                .WithEnvironmentVariables(set => set.Set(Mark, id.ToString("D")).Set("RSYNC_PROTECT_ARGS", null).Set("RSYNC_OLD_ARGS", null).Set("LC_ALL", "C.UTF-8"))
                .WithStandardOutputPipe(PipeTarget.Create((stream, token) => CountAsync(stream, moved, token)))
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

    // "    1234567  12%    1.2MB/s    0:00:01", over and over, with carriage returns between.
    private static async Task CountAsync(Stream stream, Action<long> moved, CancellationToken cancellationToken)
    {
        var (buffer, number, before) = (new byte[4096], new StringBuilder(), 0L);
        while (await stream.ReadAsync(buffer, cancellationToken).ConfigureAwait(false) is var length and > 0)
        {
            foreach (var value in buffer.AsSpan(0, length))
            {
                if (char.IsAsciiDigit((char)value) && number.Length < 18)
                {
                    number.Append((char)value);
                }
                else if (value is (byte)'\r' or (byte)'\n')
                {
                    number.Clear();
                }
                else if (number.Length > 0)
                {
                    // Only the line's first number counts; what follows it is longer than any number may be.
                    if (long.TryParse(number.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var sum) && sum > before)
                    {
                        moved(sum - before);
                        before = sum;
                    }

                    number.Append('x', 18);
                }
            }
        }
    }
}
