using System.Text.Encodings.Web;
using System.Text.Json;

namespace Dejima.Workflows.Runs.Records;

/// <summary>The JSON of records, with the letters of every language as they are.</summary>
internal static class RecordFormat
{
    /// <summary>Escapes what JSON needs escaped and little else; nobody puts these files into a page as they are.</summary>
    public static readonly JavaScriptEncoder Letters = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;

    /// <summary>How the records are written and read.</summary>
    public static readonly RecordJson Json =
        new(new JsonSerializerOptions(RecordJson.Default.Options) { Encoder = Letters });
}
