using Dejima.Core.Documents;

namespace Dejima.Workflows.Documents;

/// <summary>
/// The errors of several files that belong together, so that all of them are told at once (design rule 12).
/// </summary>
internal sealed class FileErrors
{
    private readonly Dictionary<string, DocumentErrors> _byFile = [];
    private readonly List<DocumentErrors> _inOrder = [];

    /// <summary>Where the errors of one file go; the same for the same path.</summary>
    public DocumentErrors Of(string file)
    {
        if (!_byFile.TryGetValue(file, out var errors))
        {
            errors = _byFile[file] = new DocumentErrors(file);
            _inOrder.Add(errors);
        }

        return errors;
    }

    /// <summary>Does nothing when all is well.</summary>
    /// <exception cref="DocumentException">
    /// Anything was found: every error once, files in the order they were read.
    /// </exception>
    public void ThrowIfAny()
    {
        var found = _inOrder.SelectMany(errors => errors.Found).Distinct().ToList();
        if (found.Count > 0)
            throw new DocumentException(found);
    }
}
