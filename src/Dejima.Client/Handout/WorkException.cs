namespace Dejima.Client.Handout;

/// <summary>The work cannot be handed out as it was asked for: a name, a file, a value. Nothing was sent.</summary>
/// <param name="message">For people: what is wrong and what to do.</param>
/// <param name="cause">What made it so.</param>
public sealed class WorkException(string message, Exception? cause = null) : Exception(message, cause);
