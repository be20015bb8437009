using System.Net;
using Dejima.Broker.Hosting;
using Dejima.Contracts.Names;
using Dejima.Core.Calculations;
using Dejima.Core.Documents;
using static Dejima.Contracts.Languages.Language;

namespace Dejima.Broker.Configuration;

/// <summary>Reads <c>broker.yaml</c>.</summary>
internal static class ConfigurationFile
{
    /// <summary>Reads and checks the file. Paths in it are relative to its folder.</summary>
    /// <param name="path">The file.</param>
    /// <param name="forServing">Also check that the certificate can be used, which only the server needs.</param>
    /// <exception cref="DocumentException">Everything that is wrong with it.</exception>
    public static BrokerConfiguration Read(string path, bool forServing)
    {
        var errors = new DocumentErrors(path);
        var configuration = TextOf(path, errors) is { } text && Document.Parse(text, errors) is { } top
            ? Top(top, Path.GetDirectoryName(Path.GetFullPath(path))!, forServing)
            : null;
        errors.ThrowIfAny();
        return configuration!;
    }

    private static string? TextOf(string path, DocumentErrors errors)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            errors.Add(1, string.Empty, $"{Say("cannot be read", "読めません")}: {unreadable.Message}");
            return null;
        }
    }

    private static BrokerConfiguration Top(Section top, string folder, bool forServing)
    {
        var certificate = top.RequiredChild("certificate");
        var (limits, quotas) = (top.Child("limits"), top.Child("quotas"));
        var configuration = new BrokerConfiguration
        {
            Listen = Listen(top),
            CertificateFile = PathOf(certificate, "file", folder),
            KeyFile = PathOf(certificate, "key-file", folder),
            DataFolder = PathOf(top, "data", folder),
            Sites = Sites(top),
            Transfers = Transfers(limits),
            Quotas = QuotasOf(quotas),
            Times = Times(limits),
            Records = limits?.Duration("records") ?? TimeSpan.FromDays(5 * 365),
        };
        if (forServing && certificate is not null && configuration is { CertificateFile: not "", KeyFile: not "" })
            CheckCertificate(certificate, configuration);
        certificate?.RejectUnknown();
        limits?.RejectUnknown();
        quotas?.RejectUnknown();
        top.RejectUnknown();
        return configuration;
    }

    private static IPEndPoint Listen(Section top)
    {
        var text = top.RequiredText("listen");
        if (!ListenAddress.TryParse(text, out var address) && text.Length > 0)
            top.Reject("listen", Say($"'{text}' is not {ListenAddress.Rule}", $"'{text}' は正しくありません（{ListenAddress.Rule}）"));
        return address;
    }

    private static string PathOf(Section? section, string key, string folder) =>
        section?.RequiredText(key) is { Length: > 0 } text ? Path.GetFullPath(text, folder) : string.Empty;

    private static Dictionary<string, SiteEntry> Sites(Section top)
    {
        var sites = new Dictionary<string, SiteEntry>();
        foreach (var (name, site) in top.Children("sites"))
        {
            if (!Identifier.IsValid(name))
                top.Child("sites")!.Reject(name, Invalid(name));
            sites[name] = new SiteEntry(Names(site, "commands"), Names(site, "users"));
            site.RejectUnknown();
        }

        return sites;
    }

    private static HashSet<string> Names(Section site, string key)
    {
        var names = site.Texts(key);
        foreach (var name in names.Where(name => !Identifier.IsValid(name)))
            site.Reject(key, Invalid(name));
        return [.. names];
    }

    private static TransferLimits Transfers(Section? limits)
    {
        var usual = new TransferLimits();
        return new TransferLimits
        {
            FileSize = limits?.Size("file-size") ?? usual.FileSize,
            CalculationSize = limits?.Size("calculation-size") ?? usual.CalculationSize,
            Files = limits?.Integer("files", 1, 100_000) ?? usual.Files,
            LogSize = limits?.Size("log-size") ?? usual.LogSize,
        };
    }

    private static Quotas QuotasOf(Section? quotas)
    {
        var usual = new Quotas();
        return new Quotas
        {
            WaitingPerUser = quotas?.Integer("waiting-per-user", 0, long.MaxValue) ?? usual.WaitingPerUser,
            WaitingPerSite = quotas?.Integer("waiting-per-site", 0, long.MaxValue) ?? usual.WaitingPerSite,
            UserSize = quotas?.Size("user-size") ?? usual.UserSize,
            TotalSize = quotas?.Size("total-size") ?? usual.TotalSize,
        };
    }

    private static Limits Times(Section? limits)
    {
        var usual = new Limits();
        return new Limits
        {
            Registered = limits?.Duration("registered") ?? usual.Registered,
            Waiting = limits?.Duration("waiting") ?? usual.Waiting,
            Running = limits?.Duration("running"),
            Uncollected = limits?.Duration("uncollected") ?? usual.Uncollected,
            Lease = limits?.Duration("lease") ?? usual.Lease,
            RestartGrace = limits?.Duration("restart-grace") ?? usual.RestartGrace,
            AgentGrace = limits?.Duration("agent-grace") ?? usual.AgentGrace,
        };
    }

    private static void CheckCertificate(Section certificate, BrokerConfiguration configuration)
    {
        if (ServerCertificate.Problem(configuration.CertificateFile, configuration.KeyFile) is { } problem)
            certificate.Reject(problem.OfKey ? "key-file" : "file", problem.Message);
    }

    private static string Invalid(string name) =>
        Say($"'{name}' is not a name: {Identifier.Rule}", $"'{name}' は名前として使えません（{Identifier.Rule}）");
}
