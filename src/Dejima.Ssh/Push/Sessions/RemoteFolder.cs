namespace Dejima.Ssh.Push.Sessions;

/// <summary>A folder at a site as rsync is told of it.</summary>
/// <param name="Program">For <c>--rsync-path</c>: what is run there.</param>
/// <param name="Path">The path after <c>HOST:</c>, with a slash at its end. Letters, digits, <c>/ . _ -</c> only.</param>
/// <param name="Temporary">Where a receiving rsync writes files before they have their name: in the folder, or absolute.</param>
internal sealed record RemoteFolder(string Program, string Path, string Temporary = "");
