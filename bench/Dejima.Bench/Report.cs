using System.Globalization;

namespace Dejima.Bench;

/// <summary>Prints figures beside what they are compared with.</summary>
internal static class Report
{
    private static double _worst = double.MaxValue;

    public static void Begin(string title)
    {
        _worst = double.MaxValue;
        Console.WriteLine();
        Console.WriteLine(title);
    }

    public static void Times(string title, List<double> milliseconds, double target, string compared)
    {
        Begin(title);
        var median = Figures.Median(milliseconds);
        Line($"  median {median:0.0} ms, p99 {Figures.P99(milliseconds):0.0} ms over {milliseconds.Count}  (at most {target:0} ms: {Word(median <= target)}; {compared})");
    }

    public static void Multiple(string name, List<double> milliseconds, double one, double target)
    {
        var median = Figures.Median(milliseconds);
        Line($"  {name,-12} median {median:0} ms, p99 {Figures.P99(milliseconds):0} ms over {milliseconds.Count}: {median / one:0.00} x  (at most {target:0.0} x: {Word(median / one <= target)})");
    }

    public static void Most(string name, List<double> milliseconds, double target) => Line(
        $"  {name,-12} median {Figures.Median(milliseconds):0} ms, most {milliseconds.Max():0} ms over {milliseconds.Count}  (at most {target:0} ms: {Word(milliseconds.Max() <= target)})");

    public static void Way(string name, long size, double seconds, double? bare)
    {
        var ratio = bare / seconds;
        _worst = Math.Min(_worst, ratio ?? double.MaxValue);
        Line($"  {name,-44} {Speed(size, seconds),7}  {(ratio is { } share ? $"{share * 100:0} % of bare" : string.Empty)}");
    }

    public static void Ratio(double target) => Line($"  least {_worst * 100:0} %  (at least {target:0} %: {Word(_worst * 100 >= target)})");

    public static void Memory(string name, double mebibytes, double target) =>
        Line($"  peak memory {name,-12} {mebibytes:0} MiB  (at most {target:0}: {Word(mebibytes <= target)})");

    public static void Share(string name, double percent, double target) =>
        Line($"  processor, {name}: {percent:0.0} % of one core  (at most {target:0} %: {Word(percent <= target)})");

    public static void Tail(string name, List<double> milliseconds, double target) => Line(
        $"  {name}: median {Figures.Median(milliseconds):0.0} ms, p99 {Figures.P99(milliseconds):0.0} ms over {milliseconds.Count}  (p99 at most {target:0} ms: {Word(Figures.P99(milliseconds) <= target)})");

    public static void Extra(string name, long bytes, int cuts, int chunk) => Line(
        $"  {name}: {bytes / cuts / 1024} KiB more for each cut  (at most one chunk, {chunk / 1024} KiB: {Word(bytes <= (long)cuts * chunk)})");

    public static void Worse(string name, double before, double after, double target) => Line(
        $"  {name,-44} {before:0.0} -> {after:0.0}: {after / before:0.00} x  (at most {target:0.0} x: {Word(after / before <= target)})");

    public static void Size(string name, double megabytes, double target) =>
        Line($"  {name} {megabytes:0.0} MB  (at most {target:0}: {Word(megabytes <= target)})");

    public static void Rate(string name, double perSecond, double target) =>
        Line($"  {perSecond:0} {name} a second  (at least {target:0}: {Word(perSecond >= target)})");

    public static string Speed(long size, double seconds) => string.Create(CultureInfo.InvariantCulture, $"{size / seconds / (1 << 20):0}");

    private static string Word(bool met) => met ? "met" : "MISSED";

    public static void Line(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
