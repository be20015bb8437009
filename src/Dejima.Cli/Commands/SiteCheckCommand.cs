using System.CommandLine;
using System.Text.Json.Serialization;
using Dejima.Cli.Display;
using Dejima.Cli.Exits;
using Dejima.Core.Policies;
using Dejima.Ssh.Gate;
using static Dejima.Contracts.Languages.Language;

namespace Dejima.Cli.Commands;

/// <summary><c>dejima site check</c>: is everything there that the policy speaks of?</summary>
internal static class SiteCheckCommand
{
    public static Command Create()
    {
        var command = new Command("check", Say("Check a site's policy and what it names.", "サイトのポリシーと、それが指すものを確認します。"));
        var (policy, json) = (SiteCommand.Policy(), CommonOptions.Json());
        command.Options.Add(policy);
        command.Options.Add(json);
        command.SetAction((parsed, _) => Failures.GuardAsync(() =>
        {
            var file = Path.GetFullPath(parsed.GetRequiredValue(policy));
            var findings = Findings(SitePolicyReader.Read(File.ReadAllText(file), file)).ToList();
            if (parsed.GetValue(json))
                JsonOut.Write(findings, FindingsJson.Default.ListFinding);
            else
                findings.ForEach(found => Console.Out.WriteLine($"{(found.Fault is null ? "ok  " : "BAD ")} {found.What}{(found.Fault is null ? string.Empty : $": {found.Fault}")}"));
            return Task.FromResult(findings.All(found => found.Fault is null) ? ExitCode.Success : ExitCode.Configuration);
        }));
        return command;
    }

    private static IEnumerable<Finding> Findings(SitePolicy policy)
    {
        yield return new(Say($"policy of site {policy.Site}", $"サイト {policy.Site} のポリシー"), null);
        foreach (var command in policy.Commands.Values)
            yield return new(Say($"command {command.Name}: {command.Run[0]}", $"コマンド {command.Name}: {command.Run[0]}"), ProgramFault(command.Run[0]));
        yield return new(Say($"workspaces: {policy.Workspaces}", $"作業領域: {policy.Workspaces}"), FolderFault(policy.Workspaces));
        foreach (var path in policy.NeverSend)
            yield return new($"never-send: {path}", ReadFault(path));
        if (policy.Broker is { } broker)
            yield return new(Say($"token: {broker.TokenFile}", $"トークン: {broker.TokenFile}"), ReadFault(broker.TokenFile));
        if (policy.Broker?.Proxy?.PasswordFile is { } password)
            yield return new(Say($"the proxy's password: {password}", $"プロキシのパスワード: {password}"), ReadFault(password));
        yield return new(Say("a fence around rsync: Landlock (SSH method)", "rsync の囲い: Landlock（SSH 方式）"), SiteGate.HasFence || policy.FenceOptional || policy.Broker is not null
            ? null : Say("not in this kernel; Linux 5.19 has it, or set fence: optional", "このカーネルにありません。Linux 5.19 以降を使うか fence: optional を指定してください"));
        yield return new(Say("rsync (SSH method)", "rsync（SSH 方式）"), SiteGate.HasRsync || policy.Broker is not null ? null : Say("not installed", "導入されていません"));
    }

    private static string? ProgramFault(string path)
    {
        if (!File.Exists(path))
            return Say("does not exist", "ありません");
        return OperatingSystem.IsWindows() || (File.GetUnixFileMode(path) & (UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute)) != 0
            ? null
            : Say("is not executable", "実行権がありません");
    }

    private static string? FolderFault(string path)
    {
        try
        {
            var probe = Path.Combine(path, $".dejima-check-{Environment.ProcessId}");
            Directory.CreateDirectory(probe);
            Directory.Delete(probe);
            return null;
        }
        catch (Exception unusable) when (unusable is IOException or UnauthorizedAccessException)
        {
            return unusable.Message;
        }
    }

    private static string? ReadFault(string path)
    {
        try
        {
            if (Directory.Exists(path))
                _ = Directory.EnumerateFileSystemEntries(path).FirstOrDefault();
            else
                using (File.OpenHandle(path))
                    return null;
            return null;
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return unreadable.Message;
        }
    }

    /// <summary>One thing looked at.</summary>
    /// <param name="What">In words.</param>
    /// <param name="Fault">What is wrong with it; null when nothing is.</param>
    internal sealed record Finding(string What, string? Fault);
}

/// <summary>How findings are written.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(List<SiteCheckCommand.Finding>))]
internal sealed partial class FindingsJson : JsonSerializerContext;
