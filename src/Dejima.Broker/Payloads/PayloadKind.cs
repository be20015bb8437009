namespace Dejima.Broker.Payloads;

/// <summary>Which way a file goes.</summary>
internal enum PayloadKind
{
    /// <summary>From host to site.</summary>
    Input,

    /// <summary>From site to host.</summary>
    Output,
}
