namespace Dejima.Core.Connections;

/// <summary>A proxy on the way to a broker, as a configuration file names it.</summary>
/// <param name="Url">Its address, without user and password.</param>
/// <param name="User">Who we are to it; null when it does not ask.</param>
/// <param name="PasswordFile">The file that holds the user's password (absolute); null without a user.</param>
public sealed record ProxyAccess(Uri Url, string? User = null, string? PasswordFile = null);
