namespace Dejima.Core.Documents;

/// <summary>Collects everything wrong with one file, so that it is told at once (design rule 12).</summary>
/// <param name="file">The file's path, for the messages.</param>
public sealed class DocumentErrors(string file)
{
    private readonly List<DocumentError> _found = [];

    /// <summary>What was found so far, by line.</summary>
    public IReadOnlyList<DocumentError> Found => [.. _found.OrderBy(error => error.Line)];

    /// <summary>Notes an error.</summary>
    public void Add(int line, string key, string message) => _found.Add(new DocumentError(file, line, key, message));

    /// <summary>Does nothing when all is well.</summary>
    /// <exception cref="DocumentException">Anything was found.</exception>
    public void ThrowIfAny()
    {
        if (_found.Count > 0)
            throw new DocumentException(Found);
    }
}
