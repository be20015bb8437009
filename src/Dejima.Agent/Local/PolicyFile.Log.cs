using Dejima.Core.Documents;
using Microsoft.Extensions.Logging;

namespace Dejima.Agent.Local;

internal sealed partial class PolicyFile
{
    [LoggerMessage(LogLevel.Information, "The policy {Path} was read again.")]
    private static partial void LogReloaded(ILogger logger, string path);
    [LoggerMessage(LogLevel.Warning, "In {Path} the site, broker or state changed: that counts from the next start of the agent.")]
    private static partial void LogNeedsRestart(ILogger logger, string path);
    [LoggerMessage(LogLevel.Error, "The changed policy is not valid, the old one stays in force: {Error}")]
    private static partial void LogInvalid(ILogger logger, DocumentError error);
    [LoggerMessage(LogLevel.Error, "The policy {Path} cannot be read, the old one stays in force: {Cause}")]
    private static partial void LogUnreadable(ILogger logger, string path, string cause);
}
