namespace Dejima.FaultInjection.Proxies;

/// <summary>How far an exchange has come.</summary>
internal enum Moment
{
    /// <summary>The request's head is here; the broker has nothing of it.</summary>
    Request,

    /// <summary>The answer's head is here, so the broker has done it; the client does not know.</summary>
    Answer,
}
