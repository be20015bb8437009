namespace Dejima.Ssh.Protocol;

/// <summary>The gate's first line.</summary>
/// <param name="Gate">The protocol's version: <see cref="Version"/>.</param>
/// <param name="Site">The site's name.</param>
/// <param name="Program">The version of <c>dejima</c> at the site.</param>
public sealed record GateGreeting(int Gate, string Site, string Program)
{
    /// <summary>The version this program speaks.</summary>
    public const int Version = 1;

    /// <summary>What the host asks <c>ssh</c> to run for a control session, and what the gate's forced command finds instead of running it.</summary>
    public const string ControlCommand = "dejima-gate 1";

    /// <summary>The word before the id and rsync's own words, when rsync is to write into a workspace.</summary>
    public const string Receive = "dejima-receive";

    /// <summary>The word before the id and rsync's own words, when rsync is to read from a workspace.</summary>
    public const string Send = "dejima-send";
}
