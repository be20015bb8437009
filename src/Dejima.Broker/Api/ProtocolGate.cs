using Dejima.Contracts.Errors;
using Dejima.Contracts.Http;

namespace Dejima.Broker.Api;

/// <summary>Turns away who speaks a version of the protocol that would be misunderstood, and says in which the answer is.</summary>
internal sealed class ProtocolGate(RequestDelegate next)
{
    /// <summary>Checks one call.</summary>
    /// <exception cref="RefusedException">Too old, too new, or no version at all.</exception>
    public Task InvokeAsync(HttpContext context)
    {
        context.Response.Headers[HeaderName.Protocol] = ProtocolVersion.Spoken;
        var header = context.Request.Headers[HeaderName.Protocol];
        return (header.Count > 1 ? null : ProtocolVersion.Read(header)) switch
        {
            null => throw Problems.Malformed($"'{HeaderName.Protocol}' is one whole number."),
            < ProtocolVersion.Oldest => throw Problems.Protocol(
                ErrorCode.ProtocolTooOld, $"This broker speaks protocol {ProtocolVersion.Oldest} to {ProtocolVersion.Current}: update the program that asks."),
            > ProtocolVersion.Current => throw Problems.Protocol(
                ErrorCode.ProtocolTooNew, $"This broker speaks protocol {ProtocolVersion.Oldest} to {ProtocolVersion.Current}: update the broker."),
            _ => next(context),
        };
    }
}
