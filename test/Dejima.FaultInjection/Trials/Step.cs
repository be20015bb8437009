namespace Dejima.FaultInjection.Trials;

/// <summary>The steps of a calculation's life, in their order, each one an instant that the proxies can hold.</summary>
public enum Step
{
    /// <summary>The broker has registered it; the host does not know yet.</summary>
    Registered,

    /// <summary>An input is whole at the broker; the host does not know yet.</summary>
    FirstInputSent,

    /// <summary>So is another.</summary>
    SecondInputSent,

    /// <summary>The broker gives it out; the host does not know yet.</summary>
    Released,

    /// <summary>The broker has given it to an agent, which does not know yet.</summary>
    Claimed,

    /// <summary>The workspace is there; the agent asks for an input.</summary>
    WorkspaceMade,

    /// <summary>All inputs are there; the agent is about to say that it starts.</summary>
    InputsFetched,

    /// <summary>The broker takes it for started; the agent does not know yet.</summary>
    Started,

    /// <summary>The command runs, and the broker has a first piece of its log.</summary>
    Running,

    /// <summary>The command has ended; the broker does not know yet.</summary>
    Ended,

    /// <summary>The broker knows which outputs will come; the agent does not know that it does.</summary>
    Announced,

    /// <summary>An output is whole at the broker; the agent does not know yet.</summary>
    FirstOutputSent,

    /// <summary>So is another.</summary>
    SecondOutputSent,

    /// <summary>All is at the broker; the agent is about to say so.</summary>
    OutputsSent,

    /// <summary>The broker has closed it; the agent does not know yet.</summary>
    Completed,

    /// <summary>The host is about to get a first output.</summary>
    Downloading,

    /// <summary>The host has all and is about to say so.</summary>
    Downloaded,

    /// <summary>The broker has deleted it; the host does not know yet.</summary>
    Collected,
}
