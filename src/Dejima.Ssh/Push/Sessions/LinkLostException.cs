namespace Dejima.Ssh.Push.Sessions;

/// <summary>The connection to the site is gone, in the middle of something or before. Another one may do.</summary>
/// <param name="message">What is known of the cause.</param>
/// <param name="inner">What was thrown, if anything.</param>
internal sealed class LinkLostException(string message, Exception? inner = null) : IOException(message, inner);
