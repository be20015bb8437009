namespace Dejima.Ssh.Protocol;

/// <summary>How much of the two logs the host has, in bytes (design rule 9).</summary>
public sealed record Heard(long Stdout, long Stderr);
