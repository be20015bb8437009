namespace Dejima.Contracts.Calculations;

/// <summary>How far a declared output has come.</summary>
public enum OutputState
{
    /// <summary>Asked for by the host; the command has not ended.</summary>
    Declared,

    /// <summary>The command did not write it.</summary>
    Missing,

    /// <summary>Written; size and digest known, being sent.</summary>
    Announced,

    /// <summary>Whole and verified at the broker.</summary>
    Received,
}
