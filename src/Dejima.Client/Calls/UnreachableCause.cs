namespace Dejima.Client.Calls;

/// <summary>Where reaching the broker failed.</summary>
public enum UnreachableCause
{
    /// <summary>The name has no address.</summary>
    NameResolution,

    /// <summary>Nothing listens there, or the network has no way.</summary>
    Connection,

    /// <summary>The broker's certificate is not trusted, does not fit its name, or has expired.</summary>
    Certificate,

    /// <summary>The connection broke while it was being secured.</summary>
    Handshake,

    /// <summary>The proxy said no.</summary>
    Proxy,

    /// <summary>The proxy has no address, or cannot be reached.</summary>
    ProxyConnection,

    /// <summary>The connection broke or stalled.</summary>
    Interrupted,

    /// <summary>Something answered, but too busy or not a broker.</summary>
    Unavailable,
}
