using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Dejima.Cli.Display;

/// <summary>Data for scripts: one line of JSON on stdout.</summary>
internal static class JsonOut
{
    public static void Write<T>(T value, JsonTypeInfo<T> type) => Console.Out.WriteLine(JsonSerializer.Serialize(value, type));
}
