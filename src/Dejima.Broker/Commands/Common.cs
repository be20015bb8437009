using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Dejima.Broker.Configuration;
using Dejima.Broker.Storage;
using Spectre.Console;
using static Dejima.Contracts.Languages.Language;

namespace Dejima.Broker.Commands;

/// <summary>What several commands share.</summary>
internal static class Common
{
    /// <summary><c>--config</c>.</summary>
    public static Option<string> Config() => new("--config", "-c")
    {
        Description = Say("The broker's configuration, broker.yaml", "ブローカーの設定ファイル broker.yaml"),
        Required = true,
        HelpName = "FILE",
    };

    /// <summary><c>--json</c>.</summary>
    public static Option<bool> Json() => new("--json")
    {
        Description = Say("Print JSON", "JSON で出力する"),
    };

    /// <summary>Opens the database that a configuration names.</summary>
    /// <exception cref="Core.Documents.DocumentException">The configuration is wrong.</exception>
    public static Task<BrokerContext> Database(string config, CancellationToken cancellation) =>
        BrokerDatabase.Open(ConfigurationFile.Read(config, forServing: false).DataFolder, cancellation);

    /// <summary>Prints a list: a table for people or JSON for programs.</summary>
    public static void Print<T>(
        IReadOnlyList<T> list, bool asJson, JsonTypeInfo<IReadOnlyList<T>> json, string[] columns, Func<T, string?[]> cells)
    {
        if (asJson)
        {
            Console.Out.WriteLine(JsonSerializer.Serialize(list, json));
            return;
        }

        var table = new Table().Border(TableBorder.Simple).AddColumns(columns);
        foreach (var item in list)
            table.AddRow([.. cells(item).Select(cell => Markup.Escape(cell ?? "-"))]);
        if (Console.IsOutputRedirected)
            AnsiConsole.Profile.Width = 1000;
        AnsiConsole.Write(table);
    }

    /// <summary>A time as people read it, UTC.</summary>
    public static string? Shown(DateTimeOffset? time) =>
        time?.UtcDateTime.ToString("yyyy-MM-dd HH:mm'Z'", System.Globalization.CultureInfo.InvariantCulture);
}
