using static Dejima.Contracts.Languages.Language;

namespace Dejima.Client.Transfers;

/// <summary>A file no longer has the size or digest it was declared with.</summary>
/// <param name="path">The local file.</param>
public sealed class FileChangedException(string path) : Exception(Say(
    $"The file '{path}' changed while it was being sent. Nothing was computed with it; send it again when it is finished.",
    $"ファイル '{path}' は送信中に変更されました。計算には使われていません。書き込みが終わってから送り直してください。"))
{
    /// <summary>The local file.</summary>
    public string Path { get; } = path;
}
