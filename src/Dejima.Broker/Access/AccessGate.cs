using Dejima.Broker.Api;
using Microsoft.Net.Http.Headers;

namespace Dejima.Broker.Access;

/// <summary>Lets a call through to an endpoint only with a token of the scope that the endpoint needs.</summary>
internal sealed partial class AccessGate(RequestDelegate next, TokenDirectory tokens, ILogger<AccessGate> logger)
{
    /// <summary>Checks one call.</summary>
    /// <exception cref="RefusedException">Not let through.</exception>
    public async Task InvokeAsync(HttpContext context)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<NeededScope>() is { } needed)
            context.Features.Set(await Admit(context, needed));
        await next(context);
    }

    private async ValueTask<Caller> Admit(HttpContext context, NeededScope needed)
    {
        var token = TokenText.OfHeader(context.Request.Headers[HeaderNames.Authorization]);
        if (token is null || await tokens.Find(token, context.RequestAborted) is not { } caller)
        {
            LogUnauthenticated(context.Connection.RemoteIpAddress, token is null ? "no token" : "no valid token");
            context.Response.Headers[HeaderNames.WWWAuthenticate] = "Bearer";
            throw Problems.Unauthenticated();
        }

        if (needed.Allows(caller))
            return caller;
        LogScopeMissing(context.Connection.RemoteIpAddress, caller.User, needed.Name);
        throw Problems.ScopeMissing(needed.Name);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Refused a call from {Address}: {Why}")]
    private partial void LogUnauthenticated(System.Net.IPAddress? address, string why);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Refused a call from {Address}: the token of {User} lacks the scope {Scope}")]
    private partial void LogScopeMissing(System.Net.IPAddress? address, string user, string scope);
}
