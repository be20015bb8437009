namespace Dejima.FaultInjection.Trials;

/// <summary>Who is at the client's end of a connection.</summary>
internal enum Side
{
    Host,
    Agent,
}
