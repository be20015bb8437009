using System.Net.Sockets;

namespace Dejima.Bench.Relays;

/// <summary>What happens to what passes a <see cref="Relay"/>.</summary>
internal interface IPassage
{
    /// <summary>Whether a connection's end is a reset.</summary>
    bool EndsByReset { get; }

    /// <summary>Before a connection is made.</summary>
    Task OpenAsync();

    /// <summary>Passes bytes on until the connection ends.</summary>
    /// <param name="from">Where they come from.</param>
    /// <param name="to">Where they go.</param>
    /// <param name="up">Whether that is from the host to the broker.</param>
    Task CopyAsync(Socket from, Socket to, bool up);
}
