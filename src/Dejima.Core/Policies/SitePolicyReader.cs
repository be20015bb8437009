using Dejima.Contracts.Names;
using Dejima.Core.Connections;
using Dejima.Core.Documents;
using static Dejima.Contracts.Languages.Language;

namespace Dejima.Core.Policies;

/// <summary>
/// Reads <c>site.yaml</c>: <c>site</c>, <c>broker {url, token-file, ca-file?, proxy?}</c>, <c>workspaces?</c>,
/// <c>state?</c>, <c>parallel?</c>, <c>commands {NAME: {run, parameters?, inputs?, optional-inputs?, outputs?,
/// environment?, timeout?, restartable?, grace?, executor?}}</c>, <c>never-send?</c>, <c>waiting?</c>, <c>uncollected?</c>, <c>log-size?</c>.
/// </summary>
public static class SitePolicyReader
{
    private const int MostParallel = 1000;

    /// <summary>Reads the text of a policy.</summary>
    /// <param name="text">YAML.</param>
    /// <param name="file">The file's absolute path: relative files named in it are looked for beside it.</param>
    /// <exception cref="DocumentException">Anything is wrong; every error is in it.</exception>
    public static SitePolicy Read(string text, string file)
    {
        var errors = new DocumentErrors(file);
        var policy = Document.Parse(text, errors) is { } top ? Read(top, Path.GetDirectoryName(file)!) : null;
        errors.ThrowIfAny();
        return policy!;
    }

    private static SitePolicy Read(Section top, string folder)
    {
        var site = top.RequiredText("site");
        if (site.Length > 0 && !Identifier.IsValid(site))
            top.Reject("site", Say($"'{site}' is not a name: {Identifier.Rule}", $"'{site}' は名前として使えません（英数字と - _ . で 64 文字まで）"));
        var policy = new SitePolicy
        {
            Site = site,
            Broker = top.Child("broker") is { } broker ? Broker(broker, folder) : null,
            Workspaces = Folder(top, "workspaces") ?? (OperatingSystem.IsWindows() ? Path.GetTempPath() : "/tmp"),
            State = Folder(top, "state"),
            Parallel = (int)(top.Integer("parallel", 1, MostParallel) ?? 1),
            Commands = Commands(top),
            LogSize = top.Size("log-size"),
            Waiting = top.Duration("waiting"),
            Uncollected = top.Duration("uncollected"),
            FenceOptional = Fence(top),
            NeverSend = [.. top.Texts("never-send").Select(path => Absolute(top, "never-send", path))],
        };
        if (policy.NeverSend.FirstOrDefault(path => Holds(path, policy.Workspaces)) is { } all)
            top.Reject("never-send", Say($"'{all}' holds the workspaces, so nothing could be returned", $"'{all}' は作業領域を含むため、何も返せなくなります"));
        top.RejectUnknown();
        return policy;
    }

    private static bool Fence(Section top)
    {
        var fence = top.Text("fence") ?? "required";
        if (fence is not ("required" or "optional"))
            top.Reject("fence", Say("expected required or optional", "required か optional を書いてください"));
        return fence == "optional";
    }

    private static Dictionary<string, CommandPolicy> Commands(Section top)
    {
        var commands = new Dictionary<string, CommandPolicy>(StringComparer.Ordinal);
        foreach (var (name, section) in top.Children("commands"))
        {
            if (!Identifier.IsValid(name))
                top.Reject("commands", Say($"'{name}' is not a name: {Identifier.Rule}", $"'{name}' は名前として使えません（英数字と - _ . で 64 文字まで）"));
            commands[name] = CommandReader.Read(name, section);
        }

        if (commands.Count == 0)
            top.Reject("commands", Say("offer at least one command", "コマンドを一つ以上書いてください"));
        return commands;
    }

    private static BrokerAccess Broker(Section broker, string folder)
    {
        var access = new BrokerAccess(
            Address(broker, broker.RequiredText("url")),
            Beside(broker, "token-file", broker.RequiredText("token-file"), folder),
            broker.Text("ca-file") is { } ca ? Beside(broker, "ca-file", ca, folder) : null,
            ProxyReader.Read(broker, folder));
        broker.RejectUnknown();
        return access;
    }

    private static Uri Address(Section section, string text)
    {
        if (Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme == Uri.UriSchemeHttps)
            return address;
        if (text.Length > 0)
            section.Reject("url", Say("expected https://HOST:PORT", "https://HOST:PORT の形で書いてください"));
        return new Uri("https://invalid");
    }

    private static string Beside(Section section, string key, string path, string folder)
    {
        if (!path.Contains('\0', StringComparison.Ordinal))
            return Path.GetFullPath(path, folder);
        section.Reject(key, Say("has a NUL character", "NUL 文字があります"));
        return path;
    }

    private static string? Folder(Section section, string key) =>
        section.Text(key) is { } path ? Absolute(section, key, path) : null;

    private static string Absolute(Section section, string key, string path)
    {
        if (Path.IsPathFullyQualified(path) && !path.Contains('\0', StringComparison.Ordinal))
            return Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        section.Reject(key, Say($"'{path}' is not an absolute path", $"'{path}' は絶対パスではありません"));
        return path;
    }

    private static bool Holds(string folder, string path) =>
        path == folder || path.StartsWith(Path.TrimEndingDirectorySeparator(folder) + Path.DirectorySeparatorChar, StringComparison.Ordinal) || folder == "/";
}
