namespace Dejima.Core.Documents;

/// <summary>A file that a person wrote cannot be used.</summary>
/// <param name="errors">Everything that is wrong with it, by line.</param>
public sealed class DocumentException(IReadOnlyList<DocumentError> errors)
    : Exception(string.Join(Environment.NewLine, errors))
{
    /// <summary>Everything that is wrong, by line.</summary>
    public IReadOnlyList<DocumentError> Errors { get; } = errors;
}
