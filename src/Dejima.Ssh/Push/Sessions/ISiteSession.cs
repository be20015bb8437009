using Dejima.Contracts.Calculations;
using Dejima.Ssh.Protocol;

namespace Dejima.Ssh.Push.Sessions;

/// <summary>
/// A conversation with a site over one open connection, whichever kind of site it is. Every call may be repeated, on this
/// session or another. Calls may be made side by side.
/// </summary>
/// <exception cref="LinkLostException">Any call: the connection is gone; whether the call had its effect is not known.</exception>
/// <exception cref="SiteRefusedException">Any call: the site said no.</exception>
internal interface ISiteSession : IAsyncDisposable
{
    /// <summary>Waits until the other end is there, past whatever the account's start-up files print.</summary>
    /// <exception cref="LinkLostException">The stream ended before; with what was printed.</exception>
    Task GreetAsync(CancellationToken cancellationToken);

    /// <summary>Makes the workspace, unless that was done, and says how the calculation stands.</summary>
    Task<SiteReport> PrepareAsync(PushOrder order, CancellationToken cancellationToken);

    /// <summary>Starts the program once all inputs are there; at most once, however often it is asked.</summary>
    Task<SiteReport> StartAsync(Guid id, CancellationToken cancellationToken);

    /// <summary>Returns when there was more of a log, the stage is not <paramref name="known"/>, or the wait is over.</summary>
    /// <param name="id">The calculation.</param>
    /// <param name="heard">How much of the logs the host has; null when it wants none.</param>
    /// <param name="known">The stage the host knows of.</param>
    /// <param name="wait">At most 60 s.</param>
    /// <param name="wrote">Hears the pieces, each stream's in order, before the call returns.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task<SiteReport> WatchAsync(
        Guid id, Heard? heard, SiteStage known, TimeSpan wait, Action<LogStream, ReadOnlyMemory<byte>> wrote, CancellationToken cancellationToken);

    /// <summary>Asks for the end of the program and everything it started; one that has not started never will.</summary>
    Task<SiteReport> CancelAsync(Guid id, CancellationToken cancellationToken);

    /// <summary>What will come back, once the program has ended; and how it stands then.</summary>
    Task<(SiteReport Report, IReadOnlyList<PushedFile> Files)> OutgoingAsync(Guid id, CancellationToken cancellationToken);

    /// <summary>Removes the workspace and all that the site knows of the calculation. Nothing there is fine.</summary>
    Task CleanAsync(Guid id, CancellationToken cancellationToken);

    /// <summary>Returns when the site has answered.</summary>
    Task PingAsync(CancellationToken cancellationToken);

    /// <summary>Where rsync sends inputs to.</summary>
    RemoteFolder Receiving(Guid id);

    /// <summary>Where rsync fetches results from.</summary>
    RemoteFolder Sending(Guid id);
}
