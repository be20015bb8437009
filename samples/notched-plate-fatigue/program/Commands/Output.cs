using System.Text;

namespace Dejima.Samples.NotchedPlate.Commands;

/// <summary>Writes result files.</summary>
internal static class Output
{
    private static readonly UTF8Encoding WithoutMark = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>
    /// Writes a text file as a whole or not at all: a broken run must not leave something that looks like a result.
    /// </summary>
    public static void Write(string path, Action<TextWriter> content)
    {
        var unfinished = path + ".part";
        using (var writer = new StreamWriter(unfinished, append: false, WithoutMark)) content(writer);
        File.Move(unfinished, path, overwrite: true);
    }

    /// <summary>The text that <paramref name="content"/> writes.</summary>
    public static string Text(Action<TextWriter> content)
    {
        using var writer = new StringWriter();
        content(writer);
        return writer.ToString();
    }
}
