namespace Dejima.Client.Connections;

/// <summary>Something at this end must be mended before a broker can be asked: a token file, a certificate file, a URL.</summary>
public sealed class SetupException(string message, Exception? cause = null) : Exception(message, cause);
