using Dejima.Platform;

namespace Dejima.Execution.Workspaces;

/// <summary>The disk of the workspaces has not enough room for a calculation's inputs.</summary>
/// <param name="message">Which, and how much; for the site only.</param>
public sealed class NoRoomException(string message) : IOException(message)
{
    /// <summary>Whether a failure comes of a full disk.</summary>
    public static bool IsWhy(IOException failure) => failure is NoRoomException || FullDisk.IsWhy(failure);
}
