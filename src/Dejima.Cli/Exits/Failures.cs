using Dejima.Client.Connections;
using Dejima.Client.Handout;
using Dejima.Client.Transfers;
using Dejima.Contracts.Errors;
using Dejima.Core.Documents;
using static Dejima.Contracts.Languages.Language;

namespace Dejima.Cli.Exits;

/// <summary>Turns what went wrong into a sentence on stderr and an exit code. Stack traces are for bugs only.</summary>
internal static class Failures
{
    public static async Task<int> GuardAsync(Func<Task<int>> action)
    {
        try
        {
            return await action().ConfigureAwait(false);
        }
        catch (DocumentException invalid)
        {
            foreach (var error in invalid.Errors)
                await Console.Error.WriteLineAsync(error.ToString()).ConfigureAwait(false);
            return ExitCode.Configuration;
        }
        catch (Exception failure) when (CodeOf(failure) is not ExitCode.Internal)
        {
            await Console.Error.WriteLineAsync($"dejima: {Words(failure)}").ConfigureAwait(false);
            return CodeOf(failure);
        }
    }

    private static string Words(Exception failure) => failure is OperationCanceledException ? Say("interrupted", "中断しました") : failure.Message;

    public static int CodeOf(Exception failure) => failure switch
    {
        WorkException or FormatException => ExitCode.Usage,
        FileChangedException or InvalidDataException => ExitCode.BadData,
        SetupException or DocumentException => ExitCode.Configuration,
        UnreachableException => ExitCode.Unreachable,
        HandoutException refused => CodeOf(refused),
        OperationCanceledException => ExitCode.Cancelled,
        IOException or UnauthorizedAccessException => ExitCode.LocalFiles,
        _ => ExitCode.Internal,
    };

    private static int CodeOf(HandoutException refused) => refused.Code switch
    {
        ErrorCode.Unauthenticated or ErrorCode.ScopeMissing or ErrorCode.UnknownSite or ErrorCode.CommandNotOffered
            or ErrorCode.TooLarge => ExitCode.Refused,
        ErrorCode.UnknownCalculation or ErrorCode.UnknownFile or ErrorCode.PayloadGone => ExitCode.NoInput,
        ErrorCode.DigestMismatch or ErrorCode.SizeMismatch => ExitCode.BadData,
        ErrorCode.InvalidName or ErrorCode.DuplicateName or ErrorCode.MalformedRequest => ExitCode.Usage,
        ErrorCode.QuotaCalculations or ErrorCode.QuotaUserSize or ErrorCode.QuotaTotalSize => ExitCode.TryLater,
        ErrorCode.ProtocolTooOld or ErrorCode.ProtocolTooNew => ExitCode.Protocol,
        ErrorCode.DiskFull => ExitCode.Unreachable,
        _ => ExitCode.Failed,
    };
}
