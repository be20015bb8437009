using static Dejima.Contracts.Languages.Language;

namespace Dejima.Client.Connections;

/// <summary>Reads a proxy's password. It lives in a file so that it never stands on a command line, in a URL or in a policy.</summary>
internal static class PasswordFile
{
    /// <summary>The file's only line.</summary>
    /// <exception cref="SetupException">The file cannot be read or does not hold one line.</exception>
    public static string Read(string path)
    {
        try
        {
            var password = File.ReadAllText(path).TrimEnd('\r', '\n');
            return password.Length is > 0 and < 1024 && !password.Any(char.IsControl) ? password : throw new SetupException(Say(
                $"The password-file '{path}' does not hold one password on one line.",
                $"password-file '{path}' には一行のパスワードが必要です。"));
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new SetupException(Say(
                $"The password-file '{path}' cannot be read: {unreadable.Message}",
                $"password-file '{path}' を読めません: {unreadable.Message}"), unreadable);
        }
    }
}
