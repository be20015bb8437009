using System.CommandLine;
using Dejima.Broker.Hosting;
using static Dejima.Contracts.Languages.Language;

namespace Dejima.Broker.Commands;

/// <summary><c>certificate create</c>: for organisations without a certificate authority of their own.</summary>
internal static class CertificateCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Make()
    {
        var folder = new Option<string>("--dir") { Description = Say("Where the files go", "ファイルを置くフォルダー"), Required = true, HelpName = "DIR" };
        var hosts = new Option<string[]>("--host")
        {
            Description = Say("A name or IP address that the broker is reached at; may be given several times", "ブローカーの名前または IP アドレス（複数指定可）"),
            Required = true,
            AllowMultipleArgumentsPerToken = true,
            HelpName = "NAME_OR_IP",
        };
        var create = new ExampleCommand(
            "create",
            Say(
                "Makes ca.pem (for hosts and agents), server.pem and server.key (for the broker).",
                "ca.pem（依頼側とサイト側へ配布）、server.pem と server.key（ブローカー用）を作ります。"),
            "dejima-broker certificate create --dir /etc/dejima --host broker.example --host 192.0.2.7") { folder, hosts };
        create.SetAction(parsed => Create(parsed.GetRequiredValue(folder), parsed.GetRequiredValue(hosts)));
        return new Command("certificate", Say("The broker's certificate.", "ブローカーの証明書を扱います。")) { create };
    }

    private static int Create(string folder, string[] hosts)
    {
        if (hosts.FirstOrDefault(host => Uri.CheckHostName(host) == UriHostNameType.Unknown) is { } invalid)
            throw new CommandException(Say($"'{invalid}' is neither a host name nor an IP address", $"'{invalid}' はホスト名でも IP アドレスでもありません"), ExitCode.Usage);
        string[] names = ["ca.pem", "server.pem", "server.key"];
        if (names.Select(name => Path.Combine(folder, name)).FirstOrDefault(File.Exists) is { } present)
            throw new CommandException(Say($"{present} is there already and is not overwritten", $"{present} は既にあります。上書きしません"));
        Directory.CreateDirectory(folder);
        var made = PrivateCertificates.Make(hosts, TimeProvider.System.GetUtcNow());
        Write(Path.Combine(folder, "ca.pem"), made.Authority, UnixFileMode.GroupRead | UnixFileMode.OtherRead);
        Write(Path.Combine(folder, "server.pem"), made.Certificate, UnixFileMode.GroupRead | UnixFileMode.OtherRead);
        Write(Path.Combine(folder, "server.key"), made.Key, UnixFileMode.None);
        Console.Out.WriteLine(Say($"Made {string.Join(", ", names)} in {folder}", $"{folder} に {string.Join(", ", names)} を作りました"));
        return ExitCode.Fine;
    }

    private static void Write(string path, string text, UnixFileMode others)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | others;
        using var writer = new StreamWriter(path, options);
        writer.Write(text);
    }
}
