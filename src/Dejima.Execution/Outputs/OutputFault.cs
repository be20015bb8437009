namespace Dejima.Execution.Outputs;

/// <summary>Why an output is not sent.</summary>
public enum OutputFault
{
    /// <summary>It is a symbolic link, or reached through one.</summary>
    SymbolicLink,
    /// <summary>The same file has another name somewhere, which may be a confidential one.</summary>
    HardLink,
    /// <summary>It is no plain file.</summary>
    NotRegular,
    /// <summary>It changed while it was read.</summary>
    Changed,
    /// <summary>It cannot be read.</summary>
    Unreadable,
    /// <summary>A file that must not leave has the same content.</summary>
    NeverSend,
    /// <summary>What must not leave could not be read, so nothing can be compared with it.</summary>
    NeverSendUnreadable,
}
