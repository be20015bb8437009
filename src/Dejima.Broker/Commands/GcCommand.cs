using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Dejima.Broker.Configuration;
using Dejima.Broker.Payloads;
using Dejima.Broker.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using static Dejima.Contracts.Languages.Language;

namespace Dejima.Broker.Commands;

/// <summary><c>gc</c>: removes what lies in the data folder and belongs to nobody. The server may run meanwhile.</summary>
internal static class GcCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Make()
    {
        var (config, json) = (Common.Config(), Common.Json());
        var dryRun = new Option<bool>("--dry-run")
        {
            Description = Say("Only show what would be deleted", "削除の対象を表示するだけで、削除しない"),
        };
        var gc = new ExampleCommand(
            "gc",
            Say("Deletes files in the data folder that no calculation needs any more.", "どの計算にも不要になったファイルをデータフォルダーから削除します。"),
            "dejima-broker gc --config broker.yaml --dry-run",
            "dejima-broker gc --config broker.yaml --json") { config, dryRun, json };
        gc.SetAction((parsed, cancellation) => Run(
            parsed.GetRequiredValue(config), parsed.GetValue(dryRun), parsed.GetValue(json), cancellation));
        return gc;
    }

    private static async Task<int> Run(string config, bool dryRun, bool asJson, CancellationToken cancellation)
    {
        var data = ConfigurationFile.Read(config, forServing: false).DataFolder;
        await (await BrokerDatabase.Open(data, cancellation)).DisposeAsync();
        var options = new DbContextOptionsBuilder<BrokerContext>();
        BrokerDatabase.Use(options, data);
        var leftovers = new Leftovers(
            data,
            new PayloadStore(Path.Combine(data, "payload"), NullLogger<PayloadStore>.Instance),
            _ => Task.FromResult(new BrokerContext(options.Options)),
            TimeProvider.System);
        var found = new List<FoundLeftover>();
        await foreach (var leftover in leftovers.Find(cancellation))
        {
            var (deleted, problem) = dryRun ? (false, null) : await Remove(leftovers, leftover, cancellation);
            found.Add(new FoundLeftover(leftover.Kind, leftover.Calculation, leftover.Files, leftover.Bytes, deleted, problem));
        }

        if (asJson)
            Console.Out.WriteLine(JsonSerializer.Serialize(
                new GcReport(dryRun, found.Sum(one => one.Files), found.Sum(one => one.Bytes), found), ListJson.Default.GcReport));
        else
            Show(found, dryRun);
        return found.Any(one => one.Problem is not null) ? ExitCode.Failed : ExitCode.Fine;
    }

    private static async Task<(bool Deleted, string? Problem)> Remove(Leftovers leftovers, Leftover leftover, CancellationToken cancellation)
    {
        try
        {
            return (await leftovers.Remove(leftover, cancellation), null);
        }
        catch (DirectoryNotFoundException)
        {
            // The running broker was faster.
            return (true, null);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return (false, failure.Message);
        }
    }

    private static void Show(List<FoundLeftover> found, bool dryRun)
    {
        if (found.Count > 0)
            Common.Print(
                found,
                false,
                ListJson.Default.IReadOnlyListFoundLeftover,
                [Say("Why", "理由"), Say("Calculation", "計算"), Say("Files", "ファイル"), Say("Size", "サイズ"), Say("Deleted", "削除")],
                one =>
                [
                    Why(one.Kind), one.Calculation?.ToString("D"), one.Files.ToString(CultureInfo.InvariantCulture), Size(one.Bytes),
                    one.Problem ?? (dryRun ? Say("would be", "対象") : one.Deleted ? Say("yes", "済み") : Say("no, needed again", "いいえ（再び使用中）")),
                ]);
        var counted = found.Where(one => dryRun || one.Deleted).ToList();
        var (files, size) = (counted.Sum(one => one.Files), Size(counted.Sum(one => one.Bytes)));
        Console.Out.WriteLine(dryRun
            ? Say($"{files} files, {size} would be deleted", $"{files} ファイル（{size}）が削除の対象です")
            : Say($"{files} files, {size} deleted", $"{files} ファイル（{size}）を削除しました"));
    }

    private static string Why(LeftoverKind kind) => kind switch
    {
        LeftoverKind.NoCalculation => Say("no such calculation", "計算が存在しない"),
        LeftoverKind.Forgotten => Say("collected or expired", "回収済みまたは期限切れ"),
        LeftoverKind.Inputs => Say("inputs; it has ended", "終了した計算の入力"),
        LeftoverKind.Uploads => Say("unfinished uploads; it has ended", "終了した計算の未完了の送信"),
        LeftoverKind.HalfDeleted => Say("half deleted", "削除の途中"),
        _ => Say("probe of the disk", "書き込み確認用"),
    };

    private static string Size(long bytes) => bytes switch
    {
        < 1 << 10 => $"{bytes} B",
        < 1 << 20 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1024.0:0.0} KiB"),
        < 1 << 30 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1048576.0:0.0} MiB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1073741824.0:0.0} GiB"),
    };
}
