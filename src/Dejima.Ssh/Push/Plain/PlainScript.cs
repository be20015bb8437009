using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Dejima.Client.Handout;
using Dejima.Core.Policies;
using Dejima.Ssh.Protocol;
using static Dejima.Contracts.Languages.Language;

namespace Dejima.Ssh.Push.Plain;

/// <summary>The shell text of each call at a plain site. Every value in it is the host's own, and one quoted word.</summary>
/// <param name="entry">What is run.</param>
/// <param name="workspaces">The folder of workspaces.</param>
/// <param name="marker">Marks answers.</param>
/// <param name="pulse">What the shell says once a second.</param>
internal sealed class PlainScript(PlainEntry entry, string workspaces, string marker, string pulse)
{
    /// <summary>Becomes rsync's server side once the file named first is there. A line without single quotes, for any login shell.</summary>
    public const string Receiver =
        "n=0; until [ -s \"$0\" ]; do n=$((n + 1)); [ $n -lt 1000 ] || exit 1; sleep 0.01 2>/dev/null || sleep 1; done; exec rsync \"$@\"";

    private const int ShortList = 32 * 1024;

    /// <summary>What comes first, on any session.</summary>
    public string Preamble() => $"M={marker}\nP={ShellQuote.Of(pulse)}\nW={ShellQuote.Of(workspaces)}\nRUNNER={ShellQuote.Of(Resource("runner.sh"))}\nSENDER={ShellQuote.Of(Resource("send.sh"))}\n{Resource("site.sh")}\nexec 2>/dev/null\ndj_done\ndj_pulse\n";

    /// <summary>Makes the workspace.</summary>
    /// <exception cref="WorkException">Two parameters would be one variable.</exception>
    public string Prepare(PushOrder order)
    {
        var id = order.Calculation.ToString("D");
        var state = ShellQuote.Of($"{workspaces}/{id}.dejima");
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"dj_prepare {id} {DigestOf(order)} {ShellQuote.Of(Program)} {Kind} {order.Inputs.Sum(input => input.Size) >> 10}\n");
        foreach (var file in order.SiteFiles)
            text.Append(CultureInfo.InvariantCulture, $"dj_link {ShellQuote.Of(file.Path)} {ShellQuote.Of(file.Name)}\n");
        text.Append("if [ -n \"$wanted\" ]; then\n");
        Document(text, $"{state}/inputs", order.Inputs.Select(input => string.Create(CultureInfo.InvariantCulture, $"{input.Size} {input.Name}")));
        Document(text, $"{state}/env", Variables(order).Select(entry => $"export {entry.Key}={ShellQuote.Of(entry.Value)}")
            .Append(string.Create(CultureInfo.InvariantCulture, $"timeout={(long)Math.Ceiling(Math.Clamp(order.TimeoutSeconds ?? 0, 0, 1e9))}")));
        return text.Append("fi\ndj_prepared\n").ToString();
    }

    public string Start(Guid id) => $"dj_start {id:D} {Kind} {ShellQuote.Of(Program)} {ShellQuote.Of((entry as PlainEntry.ShellText)?.Log ?? "-")}\n";

    public static string Watch(Guid id, Heard? heard, SiteStage known, int looks) => string.Create(
        CultureInfo.InvariantCulture,
        $"dj_watch {id:D} {Offset(heard?.Stdout)} {Offset(heard?.Stderr)} {known} {looks}\n");

    // There are shells that count to 2^31 only.
    private static string Offset(long? heard) => heard is { } at and < long.MaxValue ? at.ToString(CultureInfo.InvariantCulture) : "-";

    public static string Cancel(Guid id) => $"dj_cancel {id:D}\n";

    public static string Outgoing(Guid id) => $"dj_outgoing {id:D}\n";

    public static string OnDisk(Guid id) => $"dj_disk {id:D}\n";

    public static string Clean(Guid id) => $"dj_clean {id:D}\n";

    public static string Ping => "dj_done\n";

    private string Kind => entry is PlainEntry.Script ? "script" : "text";

    private string Program => entry switch
    {
        PlainEntry.Script script => script.Path,
        PlainEntry.ShellText text => text.Text,
        _ => throw new InvalidOperationException("an entry of a new kind"),
    };

    private static Dictionary<string, string> Variables(PushOrder order)
    {
        var variables = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in order.Parameters)
        {
            var variable = CommandVariable.Of(name);
            if (!variables.TryAdd(variable, value))
                throw new WorkException(Say(
                    $"Two parameters, '{name}' and another, would both be the variable {variable} at the site; rename one.",
                    $"パラメーター '{name}' と別のパラメーターが、サイトで同じ変数 {variable} になります。一方の名前を変えてください。"));
        }

        variables[CommandVariable.Prefix + "COMMAND"] = order.Command;
        return variables;
    }

    // The shell's own printf writes a short list without a process; a long one might be too long for its arguments.
    private void Document(StringBuilder text, string file, IEnumerable<string> lines)
    {
        var all = string.Concat(lines.Select(line => line + "\n"));
        if (all.Length <= ShortList)
            text.Append(CultureInfo.InvariantCulture, $"printf %s {ShellQuote.Of(all)} > {file}\n");
        else
            text.Append(CultureInfo.InvariantCulture, $"cat > {file} <<'{marker}'\n{all}{marker}\n");
    }

    private string DigestOf(PushOrder order) => Convert.ToHexStringLower(SHA256.HashData(
        [.. JsonSerializer.SerializeToUtf8Bytes(order, GateJson.Default.PushOrder), .. Encoding.UTF8.GetBytes(Kind + Program)]));

    private static string Resource(string name)
    {
        using var reader = new StreamReader(typeof(PlainScript).Assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}
