using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using Dejima.Client.Connections;
using Dejima.Ssh.Push.Plain;
using Dejima.Ssh.Push.Sessions;
using static Dejima.Contracts.Languages.Language;

namespace Dejima.Ssh.Push.Connections;

/// <summary>
/// One OpenSSH connection to a site: a single <c>ssh</c> that carries the control session, and that rsync's sessions ride
/// on.
/// </summary>
internal sealed class SshConnection : IAsyncDisposable
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(4);
    private readonly SshAddress _address;
    private readonly ControlFolder _folder;
    private readonly Process _ssh;
    private readonly StringBuilder _error = new();
    private readonly Task _complaints;
    private volatile bool _greeted;

    private SshConnection(SshAddress address, TimeSpan? connectWithin)
    {
        (_address, _folder) = (address, ControlFolder.Create());
        try
        {
            _ssh = Start(SshOptions.Master(
                address, _folder.Socket, connectWithin, address.Entry is null ? Protocol.GateGreeting.ControlCommand : PlainSession.RemoteCommand));
        }
        catch
        {
            _folder.Dispose();
            throw;
        }

        _complaints = ListenAsync(_ssh.StandardError);
        var (to, from) = (_ssh.StandardInput.BaseStream, _ssh.StandardOutput.BaseStream);
        Session = address.Entry is { } entry ? new PlainSession(to, from, entry, address.Workspaces) : new GateSession(to, from);
    }

    /// <summary>The conversation.</summary>
    public ISiteSession Session { get; }

    /// <summary>What rsync is told to reach the site by.</summary>
    public string Rider => SshOptions.Rider(_address, _folder.Socket);

    /// <summary>The site, as ssh knows it.</summary>
    public string Host => _address.Host;

    /// <summary>Begins to connect.</summary>
    /// <param name="address">The site.</param>
    /// <param name="connectWithin">How long it may take; null for what the user's configuration says.</param>
    /// <exception cref="SetupException">Somebody must do something first; says what.</exception>
    public static SshConnection Begin(SshAddress address, TimeSpan? connectWithin) => new(address, connectWithin);

    /// <summary>Waits until the site has answered.</summary>
    /// <returns>This; when it failed it is disposed of.</returns>
    /// <exception cref="SetupException">Somebody must do something first; says what.</exception>
    /// <exception cref="LinkLostException">It failed, and may not next time.</exception>
    public async Task<SshConnection> OpenedAsync(CancellationToken cancellationToken)
    {
        try
        {
            await GreetAsync(cancellationToken).ConfigureAwait(false);
            return this;
        }
        catch
        {
            await DisposeAsync().ConfigureAwait(false);
            throw;
        }
        finally
        {
            _greeted = true;
        }
    }

    /// <summary>Waits until other sessions can ride on it, which is before the site has answered.</summary>
    /// <returns>Whether they can.</returns>
    public async Task<bool> SharedAsync(CancellationToken cancellationToken)
    {
        while (!_greeted && !File.Exists(_folder.Socket))
            await Task.Delay(Look, cancellationToken).ConfigureAwait(false);
        return File.Exists(_folder.Socket);
    }

    /// <summary>Ends it at once, so that everything that waits on it hears of it.</summary>
    public void Kill()
    {
        if (!_ssh.HasExited)
            _ssh.Kill();
    }

    public async ValueTask DisposeAsync()
    {
        await Session.DisposeAsync().ConfigureAwait(false);
        // Nothing is left for it to do, so nobody waits for its end.
        Kill();
        _ssh.Dispose();
        _folder.Dispose();
    }

    private async Task GreetAsync(CancellationToken cancellationToken)
    {
        try
        {
            await Session.GreetAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (LinkLostException lost)
        {
            CloseInput();
            await _ssh.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
            await _complaints.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            throw SshTrouble.Of(_address.Host, _ssh.ExitCode, $"{lost.Message}\n{_error}", _address.Entry is not null).ToException();
        }
        catch (SiteRefusedException refused)
        {
            throw new SetupException(Say(
                $"The gate of '{_address.Host}' speaks another version ({refused.Message}); update Dejima at the older end.",
                $"'{_address.Host}' のゲートのバージョンが異なります（{refused.Message}）。古い側の Dejima を更新してください。"));
        }
    }

    // What was still on its way to an ssh that has ended can make it fail; what ssh complained of says why.
    private void CloseInput()
    {
        try
        {
            _ssh.StandardInput.Close();
        }
        catch (Exception broken) when (broken is IOException or ObjectDisposedException)
        {
            // It is closed all the same.
        }
    }

    private async Task ListenAsync(StreamReader error)
    {
        const int most = 32 * 1024;
        while (await error.ReadLineAsync(CancellationToken.None).ConfigureAwait(false) is { } line)
        {
            if (_error.Length < most)
                _error.Append(line).Append('\n');
        }
    }

    private static Process Start(IEnumerable<string> words)
    {
        // In a session of its own: Ctrl-C is for us to hear, and ends the calculation over this very connection.
        const string own = "/usr/bin/setsid";
        var ssh = ProgramPath.Of("ssh");
        var start = File.Exists(own) ? new ProcessStartInfo(own, [ssh, .. words]) : new ProcessStartInfo(ssh, words);
        start.RedirectStandardInput = start.RedirectStandardOutput = start.RedirectStandardError = true;
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception missing)
        {
            throw new SetupException(Say(
                $"ssh cannot be started ({missing.Message}).", $"ssh を起動できません（{missing.Message}）。"), missing);
        }
    }
}
