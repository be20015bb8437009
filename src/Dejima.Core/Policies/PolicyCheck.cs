using Dejima.Contracts.Calculations;
using Dejima.Contracts.Names;
using static Dejima.Contracts.Languages.Language;

namespace Dejima.Core.Policies;

/// <summary>
/// Decides whether the site does what it is asked: a pure function, the last word whatever the broker says (design
/// rule 5). What is not listed is refused. A refusal names what the caller sent and what is allowed instead - never
/// other commands, paths, variables or patterns.
/// </summary>
public static class PolicyCheck
{
    /// <summary>Decides.</summary>
    public static PolicyDecision Decide(SitePolicy policy, PolicyRequest request)
    {
        ArgumentNullException.ThrowIfNull(policy);
        ArgumentNullException.ThrowIfNull(request);
        if (!policy.Commands.TryGetValue(request.Command, out var command))
            return No(Say($"The site does not offer the command '{request.Command}'.", $"このサイトはコマンド '{request.Command}' を提供していません。"));
        if (!Identifier.IsValid(request.User))
            return No(Say("The user's name is not acceptable.", "利用者名が正しくありません。"));
        if (request.TimeoutSeconds is { } seconds && !(seconds > 0))
            return No(Say("The timeout is not a positive time.", "制限時間が正の値ではありません。"));
        if ((FileFault(command, request) ?? ParameterFault(command, request)) is { } fault)
            return No(fault);
        var values = Values(command, request);
        return new PolicyDecision.Accepted(
            command,
            [command.Run[0], .. command.Run.Skip(1).Select(item => RunItem.Expand(item, values))],
            Environment(policy, command, request, values),
            TimeLimit.Shortest(request.BrokerTimeoutSeconds, command.Timeout?.TotalSeconds, request.TimeoutSeconds));
    }

    private static PolicyDecision.Refused No(string message) => new(new(ReasonCode.Policy, message));

    private static string? FileFault(CommandPolicy command, PolicyRequest request)
    {
        var sendable = command.Inputs.Concat(command.OptionalInputs).ToHashSet(StringComparer.Ordinal);
        if (request.Inputs.FirstOrDefault(name => !sendable.Contains(name)) is { } alien)
            return Say($"The command takes no input '{alien}'.", $"このコマンドは入力 '{alien}' を受け取りません。");
        if (command.Inputs.FirstOrDefault(name => !request.Inputs.Contains(name)) is { } missing)
            return Say($"The command needs the input '{missing}'.", $"このコマンドには入力 '{missing}' が必要です。");
        if (request.Outputs.FirstOrDefault(name => !command.Outputs.Contains(name)) is { } unlisted)
            return Say($"The command returns no output '{unlisted}'.", $"このコマンドは出力 '{unlisted}' を返しません。");
        return Twice(request.Inputs) || Twice(request.Outputs)
            ? Say("A file is named twice.", "同じファイルが二度あります。")
            : null;
    }

    private static string? ParameterFault(CommandPolicy command, PolicyRequest request)
    {
        foreach (var (name, value) in request.Parameters)
        {
            if (!command.Parameters.TryGetValue(name, out var rule))
                return Say($"The command has no parameter '{name}'.", $"このコマンドにパラメータ '{name}' はありません。");
            if (value is null || rule.Accept(value) is null)
                return Say($"The parameter '{name}' must be {rule.Allowed}.", $"パラメータ '{name}' に使えるのは {rule.Allowed} です。");
        }

        var missing = command.Parameters.FirstOrDefault(
            entry => entry.Value.Default is null && !request.Parameters.ContainsKey(entry.Key)).Key;
        return missing is null
            ? null
            : Say($"The command needs the parameter '{missing}'.", $"このコマンドにはパラメータ '{missing}' が必要です。");
    }

    private static Dictionary<string, string> Values(CommandPolicy command, PolicyRequest request) =>
        command.Parameters.ToDictionary(
            entry => entry.Key,
            entry => request.Parameters.TryGetValue(entry.Key, out var given) ? entry.Value.Accept(given)! : entry.Value.Default!,
            StringComparer.Ordinal);

    private static Dictionary<string, string> Environment(
        SitePolicy policy, CommandPolicy command, PolicyRequest request, Dictionary<string, string> values)
    {
        var variables = new Dictionary<string, string>(command.Environment, StringComparer.Ordinal)
        {
            [CommandVariable.Calculation] = request.Calculation.ToString("D"),
            [CommandVariable.User] = request.User,
            [CommandVariable.Workspace] = policy.WorkspaceOf(request.Calculation),
        };
        foreach (var (name, value) in values)
            variables[CommandVariable.Of(name)] = value;
        return variables;
    }

    private static bool Twice(IReadOnlyList<string> names) => names.Distinct(StringComparer.Ordinal).Count() < names.Count;
}
