using static Dejima.Contracts.Languages.Language;

namespace Dejima.Client.Connections;

/// <summary>Reads an API token. Tokens live in files so that they never stand on a command line.</summary>
public static class TokenFile
{
    /// <summary>The token in the file's only line.</summary>
    /// <exception cref="SetupException">The file cannot be read or does not hold one token.</exception>
    public static string Read(string path)
    {
        try
        {
            var token = File.ReadAllText(path).Trim();
            if (token.Length is > 0 and < 1024 && token.All(c => c is > ' ' and < '\x7f'))
                return token;
            throw new SetupException(Say(
                $"The token file '{path}' does not hold one token on one line.",
                $"トークンファイル '{path}' には一行のトークンが必要です。"));
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new SetupException(Say(
                $"The token file '{path}' cannot be read: {unreadable.Message}",
                $"トークンファイル '{path}' を読めません: {unreadable.Message}"), unreadable);
        }
    }
}
