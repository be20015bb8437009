namespace Dejima.Ssh.Protocol;

/// <summary>What a host can ask a gate for on its control session. Every one may be repeated.</summary>
public enum GateOperation
{
    /// <summary>Nothing but an answer: are you there?</summary>
    Ping,

    /// <summary>Checks the order against the policy and makes the workspace, unless that was done.</summary>
    Prepare,

    /// <summary>
    /// Waits until every input is in the workspace with its declared size, then starts the command; at most once, however
    /// often it is asked.
    /// </summary>
    Start,

    /// <summary>
    /// Answers as soon as there is more of a log than <see cref="GateRequest.Heard"/>, or the stage is another than
    /// <see cref="GateRequest.Known"/>, or <see cref="GateRequest.WaitSeconds"/> are over. Pieces of logs come first.
    /// </summary>
    Watch,

    /// <summary>Ends the command and everything it started; one that has not started never will.</summary>
    Cancel,

    /// <summary>The command has ended: holds back what must not leave and lists what will. Only then may it be fetched.</summary>
    Outgoing,

    /// <summary>Removes the workspace and all that the gate knows of the calculation.</summary>
    Clean,
}
