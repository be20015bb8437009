namespace Dejima.Ssh.Protocol;

/// <summary>A file on its way to or from a site. That its content arrives unchanged is rsync's business.</summary>
/// <param name="Name">A relative path. What comes from a site is not trusted to be one.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Sparse">It has holes, which are to stay holes: that takes rsync longer, so it is told.</param>
public sealed record PushedFile(string Name, long Size, bool Sparse = false);
