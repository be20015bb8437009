using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace Dejima.Workflows.Runs.Records;

/// <summary>The JSON of records, with the letters of every language as they are.</summary>
internal static class RecordFormat
{
    /// <summary>Escapes what JSON and HTML need escaped, and nothing else.</summary>
    public static readonly JavaScriptEncoder Letters = JavaScriptEncoder.Create(UnicodeRanges.All);

    /// <summary>How the records are written and read.</summary>
    public static readonly RecordJson Json = new(new JsonSerializerOptions(RecordJson.Default.Options) { Encoder = Letters });
}
