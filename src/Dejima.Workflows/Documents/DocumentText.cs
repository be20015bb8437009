using System.Text;
using Dejima.Core.Documents;
using static Dejima.Contracts.Languages.Language;

namespace Dejima.Workflows.Documents;

/// <summary>Reads a YAML file that a person wrote into a section.</summary>
internal static class DocumentText
{
    // One more than a document may have: enough for Document.Parse to refuse it, never a huge file held in memory.
    private const int MostCharacters = (1 << 20) + 1;

    /// <summary>The file's top mapping; null, with an error noted, when it cannot be read.</summary>
    public static Section? Read(string file, DocumentErrors errors)
    {
        try
        {
            using var reader = new StreamReader(file, new UTF8Encoding(false, throwOnInvalidBytes: true));
            var buffer = new char[MostCharacters];
            var length = reader.ReadBlock(buffer, 0, buffer.Length);
            return Document.Parse(new string(buffer, 0, length), errors);
        }
        catch (DecoderFallbackException)
        {
            errors.Add(1, string.Empty, Say("is not UTF-8 text", "UTF-8 のテキストではありません"));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            errors.Add(1, string.Empty, $"{Say("cannot be read", "読めません")}: {fault.Message}");
        }

        return null;
    }
}
