using Dejima.Execution.Outputs;
using Dejima.Execution.Supervision;
using Microsoft.Extensions.Logging;

namespace Dejima.Agent.Calculations;

internal sealed partial class HeldCalculation
{
    [LoggerMessage(LogLevel.Information, "Calculation {Calculation} ({Command}, of {User}): {Outcome}.")]
    private static partial void LogEnded(ILogger logger, Guid calculation, string command, string user, string outcome);
    [LoggerMessage(LogLevel.Information, "Calculation {Calculation} is left for the next agent; its command goes on.")]
    private static partial void LogLeft(ILogger logger, Guid calculation);
    [LoggerMessage(LogLevel.Warning, "Calculation {Calculation} ({Command}, of {User}) is no longer this agent's; it is stopped and forgotten.")]
    private static partial void LogLost(ILogger logger, Guid calculation, string command, string user);
    [LoggerMessage(LogLevel.Error, "Calculation {Calculation} cannot be handled.")]
    private static partial void LogFailed(ILogger logger, Guid calculation, Exception failure);
    [LoggerMessage(LogLevel.Error, "The failure of calculation {Calculation} could not be reported: {Cause}")]
    private static partial void LogNotReported(ILogger logger, Guid calculation, string cause);
    [LoggerMessage(LogLevel.Error, "The workspace of calculation {Calculation} cannot be prepared: {Cause}")]
    private static partial void LogNotPrepared(ILogger logger, Guid calculation, string cause);
    [LoggerMessage(LogLevel.Warning, "Calculation {Calculation} is given back for want of room: {Cause}")]
    private static partial void LogNoRoom(ILogger logger, Guid calculation, string cause);
    [LoggerMessage(LogLevel.Error, "The command of calculation {Calculation} did not run as it should: {Exit}")]
    private static partial void LogBadExit(ILogger logger, Guid calculation, ExitRecord exit);
    [LoggerMessage(LogLevel.Error, "The command of calculation {Calculation} cannot be told to stop: {Cause}")]
    private static partial void LogNotStopped(ILogger logger, Guid calculation, string cause);
    [LoggerMessage(LogLevel.Error, "Calculation {Calculation}: nothing is sent because of the output {Name} ({Fault}): {Match}")]
    private static partial void LogWithheld(ILogger logger, Guid calculation, string name, OutputFault fault, string match);
    [LoggerMessage(LogLevel.Error, "What is left of calculation {Calculation} cannot be removed: {Cause}")]
    private static partial void LogNotRemoved(ILogger logger, Guid calculation, string cause);
}
