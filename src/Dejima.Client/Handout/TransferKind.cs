namespace Dejima.Client.Handout;

/// <summary>What moves where.</summary>
public enum TransferKind
{
    /// <summary>Inputs are read and their digests taken.</summary>
    Reading,

    /// <summary>Inputs go to the broker.</summary>
    Sending,

    /// <summary>Outputs come from the broker.</summary>
    Fetching,
}
