using Dejima.Contracts.Calculations;
using Dejima.Contracts.Http;
using Dejima.Contracts.Leases;
using Dejima.Contracts.Names;

namespace Dejima.Broker.Api;

/// <summary>What holds for every registration and report, whatever the configuration says.</summary>
internal static class RequestRules
{
    private const double LongestTime = 10 * 365 * 86400.0;

    /// <summary>Checks a registration and brings its names into NFC.</summary>
    /// <exception cref="RefusedException">The first thing that is wrong.</exception>
    public static CalculationRequest Check(CalculationRequest request)
    {
        CheckIdentifier("site", request.Site);
        CheckIdentifier("command", request.Command);
        foreach (var (name, value) in request.Parameters)
        {
            CheckIdentifier("parameter", name);
            if (value is null)
                throw Problems.Malformed($"The parameter '{name}' has no value.");
        }

        CheckTime("timeoutSeconds", request.TimeoutSeconds);
        CheckTime("waitingSeconds", request.WaitingSeconds);
        CheckTime("uncollectedSeconds", request.UncollectedSeconds);
        return request with { Inputs = Check(request.Inputs), Outputs = Names(request.Outputs) };
    }

    /// <summary>Checks a report of the command's end, likewise.</summary>
    /// <exception cref="RefusedException">The first thing that is wrong.</exception>
    public static EndReport Check(EndReport report)
    {
        if (report.Reason is not null)
            Check(report.Reason);
        return report with { Outputs = Check(report.Outputs) };
    }

    /// <summary>Checks a reason.</summary>
    /// <exception cref="RefusedException">Its code is no identifier, or its message overlong.</exception>
    public static void Check(Reason reason)
    {
        CheckIdentifier("reason code", reason.Code);
        if (reason.Message.Length > 4096)
            throw Problems.Malformed("The reason's message is longer than 4096 characters.");
    }

    private static DeclaredFile[] Check(IReadOnlyList<DeclaredFile> files)
    {
        if (files.Any(file => file is null))
            throw Problems.Malformed("A file is null.");
        if (files.FirstOrDefault(file => file.Size < 0) is { } negative)
            throw Problems.Malformed($"The size of '{negative.Name}' is negative.");
        if (files.FirstOrDefault(file => !Sha256Text.IsHex(file.Sha256)) is { } undigested)
            throw Problems.Malformed($"'sha256' of '{undigested.Name}' is not 64 lower-case hexadecimal digits.");
        var names = Names([.. files.Select(file => file.Name)]);
        return [.. files.Select((file, i) => file with { Name = names[i] })];
    }

    private static string[] Names(IReadOnlyList<string> names)
    {
        var seen = new HashSet<string>();
        return [.. names.Select(text =>
        {
            if (FileName.Check(text, out var name) is var fault and not NameFault.None)
                throw Problems.InvalidName($"A file name {fault.Describe()}.");
            return seen.Add(name) ? name : throw Problems.DuplicateName(name);
        })];
    }

    /// <summary>Checks what an agent says of its site.</summary>
    /// <exception cref="RefusedException">A time limit is none.</exception>
    public static void Check(ClaimRequest request)
    {
        CheckTime("waitingSeconds", request.Times?.WaitingSeconds);
        CheckTime("uncollectedSeconds", request.Times?.UncollectedSeconds);
    }

    private static void CheckTime(string what, double? seconds)
    {
        if (seconds is <= 0 or > LongestTime)
            throw Problems.Malformed($"'{what}' is a time above 0 and of at most ten years.");
    }

    private static void CheckIdentifier(string what, string text)
    {
        if (!Identifier.IsValid(text))
            throw Problems.Malformed($"The {what} is not a name: {Identifier.Rule}.");
    }
}
