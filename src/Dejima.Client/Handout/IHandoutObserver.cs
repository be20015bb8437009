using Dejima.Contracts.Calculations;

namespace Dejima.Client.Handout;

/// <summary>Hears how a handed-out calculation goes. Calls may come from several threads at once.</summary>
public interface IHandoutObserver
{
    /// <summary>The broker knows the calculation.</summary>
    void Registered(Guid id);

    /// <summary>Files begin to move in one direction: so many bytes in all.</summary>
    void TransferBegins(TransferKind kind, int files, long bytes);

    /// <summary>Bytes moved since the last time; negative when some must move again.</summary>
    void Transferred(TransferKind kind, long bytes);

    /// <summary>All files of that direction are there.</summary>
    void TransferEnds(TransferKind kind);

    /// <summary>The status changed.</summary>
    void Changed(CalculationStatus status);

    /// <summary>A result that the site sent is not written here, and why, for people.</summary>
    void LeftBehind(string name, string why)
    {
    }

    /// <summary>There is no connection for now, for this reason; it is tried again.</summary>
    void Disconnected(string cause)
    {
    }

    /// <summary>The command wrote something.</summary>
    void Wrote(LogStream stream, ReadOnlyMemory<byte> bytes);
}
