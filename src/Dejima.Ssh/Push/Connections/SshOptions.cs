using System.Globalization;

namespace Dejima.Ssh.Push.Connections;

/// <summary>
/// The words that <c>ssh</c> is given besides the user's own configuration: nothing is asked, nothing accepted by itself,
/// nothing forwarded, and the one connection is shared.
/// </summary>
internal static class SshOptions
{
    /// <summary>For the connection itself.</summary>
    /// <param name="address">The site.</param>
    /// <param name="socket">Where the connection is shared.</param>
    /// <param name="connectWithin">How long it may take; null for what the user's configuration says.</param>
    /// <param name="command">What is run there.</param>
    public static IEnumerable<string> Master(SshAddress address, string socket, TimeSpan? connectWithin, string command)
    {
        var within = connectWithin is { } time
            ? string.Create(CultureInfo.InvariantCulture, $"ConnectTimeout={Math.Max(1, (int)Math.Ceiling(time.TotalSeconds))}")
            : "ConnectionAttempts=1";
        return
        [
            "-T", .. Config(address), .. Words(["ControlMaster=yes", "ControlPersist=no", $"ControlPath={socket}", within, .. Common]),
            "--", address.Host, command,
        ];
    }

    /// <summary>For what rides on it: rsync's <c>-e</c>, which splits at spaces outside of quotes, and knows no shell.</summary>
    public static string Rider(SshAddress address, string socket)
    {
        string[] words = [ProgramPath.Of("ssh"), "-T", .. Config(address), .. Words(["ControlMaster=no", $"ControlPath={socket}", .. Common])];
        return string.Join(' ', words.Select(word => word.AsSpan().IndexOfAny(" '\"") < 0 ? word : $"'{word.Replace("'", "''", StringComparison.Ordinal)}'"));
    }

    private static readonly string[] Common =
    [
        "BatchMode=yes", "StrictHostKeyChecking=yes", "UpdateHostKeys=no", "ClearAllForwardings=yes", "ForwardAgent=no", "ForwardX11=no",
        "PermitLocalCommand=no", "RequestTTY=no", "RemoteCommand=none", "EscapeChar=none", "Compression=no",
        "ServerAliveInterval=5", "ServerAliveCountMax=3",
    ];

    private static IEnumerable<string> Config(SshAddress address) => address.Config is { } file ? ["-F", file] : [];

    private static IEnumerable<string> Words(string[] options) => options.SelectMany(option => new[] { "-o", option });
}
