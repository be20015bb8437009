using Dejima.Client.Handout;
using Dejima.Platform;
using Dejima.Ssh.Protocol;
using Dejima.Ssh.Push.Records;
using static Dejima.Contracts.Languages.Language;

namespace Dejima.Ssh.Push;

/// <summary>Makes an order of a piece of work.</summary>
internal static class Orders
{
    /// <summary>The record of a new calculation.</summary>
    /// <param name="id">The id the host made.</param>
    /// <param name="site">The site's name.</param>
    /// <param name="work">Checked work.</param>
    /// <param name="now">UTC.</param>
    /// <exception cref="WorkException">An input cannot be read, or a limit is set that no site reached like this knows.</exception>
    public static PushRecord Of(Guid id, string site, Work work, DateTimeOffset now)
    {
        if (work.Waiting is not null || work.Uncollected is not null)
            throw new WorkException(Say(
                "A time limit for waiting or for uncollected results can be set only through a broker.",
                "待ち時間の上限と結果の保管期限は、ブローカー経由でのみ指定できます。"));
        var files = work.Inputs.Select(File).ToList();
        return new PushRecord
        {
            Site = site,
            Files = files,
            RegisteredAt = now,
            Order = new PushOrder
            {
                Calculation = id,
                Command = work.Command,
                Parameters = work.Parameters,
                Inputs = files.ConvertAll(file => new PushedFile(file.Name, file.Size)),
                SiteFiles = work.SiteFiles,
                Outputs = work.Outputs,
                TimeoutSeconds = work.Timeout?.TotalSeconds,
            },
        };
    }

    private static LocalInput File(InputFile input)
    {
        try
        {
            // Opening a pipe waits for its other end, and a device has no size.
            if (FileFacts.Of((new FileInfo(input.Path).ResolveLinkTarget(returnFinalTarget: true) ?? new FileInfo(input.Path)).FullName) is not { IsRegular: true })
                throw new WorkException(Say($"The input '{input.Path}' is no file.", $"入力 '{input.Path}' はファイルではありません。"));
            using var readable = System.IO.File.OpenHandle(input.Path);
            var facts = new FileInfo(input.Path);
            return new LocalInput(
                facts.FullName, input.Name, RandomAccess.GetLength(readable), FileFacts.Of(readable) is { IsSparse: true }, System.IO.File.GetLastWriteTimeUtc(readable));
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new WorkException(Say(
                $"An input file cannot be read: {unreadable.Message}", $"入力ファイルを読めません: {unreadable.Message}"), unreadable);
        }
    }
}
