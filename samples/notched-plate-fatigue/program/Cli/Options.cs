using System.Globalization;

namespace Dejima.Samples.NotchedPlate.Cli;

/// <summary>
/// A module's command line: <c>--port file --port file …</c>, every option followed by one value, each at most once.
/// </summary>
internal sealed class Options
{
    private readonly Dictionary<string, string> _values = [];

    private Options() { }

    /// <summary>Reads the options.</summary>
    /// <param name="arguments">The command line after the command's name.</param>
    /// <param name="required">Option names without dashes that must be there.</param>
    /// <param name="optional">Option names that may be there.</param>
    /// <exception cref="ProgramError">Unknown, doubled or missing option, or one without a value.</exception>
    public static Options Parse(IReadOnlyList<string> arguments, string[] required, params string[] optional)
    {
        var options = new Options();
        for (var i = 0; i < arguments.Count; i += 2)
        {
            var name = arguments[i].StartsWith("--", StringComparison.Ordinal) ? arguments[i][2..] : "";
            if (!required.Contains(name) && !optional.Contains(name))
                throw ProgramError.Usage($"'{arguments[i]}' is not an option; there are {List(required, optional)}",
                    $"'{arguments[i]}' というオプションはありません。使えるもの: {List(required, optional)}");
            if (i + 1 == arguments.Count)
                throw ProgramError.Usage($"--{name} needs a value", $"--{name} には値が必要です");
            if (!options._values.TryAdd(name, arguments[i + 1]))
                throw ProgramError.Usage($"--{name} is given twice", $"--{name} が二度指定されています");
        }
        var missing = required.Where(name => !options._values.ContainsKey(name)).ToArray();
        if (missing.Length > 0)
            throw ProgramError.Usage($"missing {List(missing)}", $"{List(missing)} が指定されていません");
        return options;
    }

    /// <summary>The value of a required option.</summary>
    public string this[string name] => _values[name];

    /// <summary>A number given as option, or <paramref name="otherwise"/>.</summary>
    /// <exception cref="ProgramError">The value is not a number.</exception>
    public double Number(string name, double otherwise)
    {
        if (!_values.TryGetValue(name, out var text)) return otherwise;
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
            && double.IsFinite(value)) return value;
        throw ProgramError.Usage($"--{name} must be a number, not '{text}'", $"--{name} は数値で指定してください: '{text}'");
    }

    private static string List(params string[][] names) => string.Join(", ", names.SelectMany(n => n).Select(n => "--" + n));
}
