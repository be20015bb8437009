using System.Text.Json;
using System.Text.Json.Serialization;

namespace Dejima.Cli.Submitted;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, WriteIndented = true)]
[JsonSerializable(typeof(SubmittedCalculation))]
internal sealed partial class SubmittedJson : JsonSerializerContext;
