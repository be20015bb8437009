using Dejima.Client.Transfers;
using Dejima.Contracts.Calculations;
using Dejima.Contracts.Http;
using static Dejima.Contracts.Languages.Language;

namespace Dejima.Client.Handout;

/// <summary>Hands work to a site: declares, registers, sends, releases.</summary>
/// <param name="client">The broker.</param>
/// <param name="observer">Hears of the progress.</param>
public sealed class Submission(HostClient client, IHandoutObserver observer)
{
    /// <summary>Hands out <paramref name="work"/> under <paramref name="id"/>, made by the caller, so that a repetition is the same calculation.</summary>
    /// <exception cref="WorkException">The work cannot be handed out; nothing was sent.</exception>
    /// <exception cref="FileChangedException">An input changed meanwhile; the calculation was cancelled.</exception>
    public async Task SubmitAsync(Guid id, Work work, CancellationToken cancellationToken)
    {
        var inputs = await DeclareAsync(work = WorkCheck.Checked(work), cancellationToken).ConfigureAwait(false);
        var request = new CalculationRequest
        {
            Site = work.Site,
            Command = work.Command,
            Parameters = work.Parameters,
            Inputs = [.. inputs.Select(input => input.File)],
            Outputs = work.Outputs,
            TimeoutSeconds = work.Timeout?.TotalSeconds,
            WaitingSeconds = work.Waiting?.TotalSeconds,
            UncollectedSeconds = work.Uncollected?.TotalSeconds,
        };
        var registered = await client.RegisterAsync(id, request, cancellationToken).ConfigureAwait(false);
        observer.Registered(id);
        // Before files of any size are sent.
        if (registered.Queue is { Agent: AgentPresence.Absent })
            observer.Changed(registered);
        await SendAsync(inputs.ConvertAll(input => new Upload(Routes.Inputs(id), input.File, input.Path, null)), cancellationToken)
            .ConfigureAwait(false);
        observer.Changed(await client.ReleaseAsync(id, cancellationToken).ConfigureAwait(false));
    }

    private async Task<List<(DeclaredFile File, string Path)>> DeclareAsync(Work work, CancellationToken token)
    {
        var declared = new List<(DeclaredFile, string)>();
        try
        {
            observer.TransferBegins(
                TransferKind.Reading, work.Inputs.Count, work.Inputs.Sum(input => new FileInfo(input.Path).Length));
            foreach (var input in work.Inputs)
            {
                var file = await FileDigest.DeclareAsync(
                    input.Path, input.Name, bytes => observer.Transferred(TransferKind.Reading, bytes), token).ConfigureAwait(false);
                declared.Add((file, input.Path));
            }
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new WorkException(Say(
                $"An input file cannot be read: {unreadable.Message}", $"入力ファイルを読めません: {unreadable.Message}"), unreadable);
        }

        observer.TransferEnds(TransferKind.Reading);
        return declared;
    }

    private async Task SendAsync(List<Upload> uploads, CancellationToken cancellationToken)
    {
        observer.TransferBegins(TransferKind.Sending, uploads.Count, uploads.Sum(upload => upload.File.Size));
        var uploader = new Uploader(client.Http);
        await Parallel.ForEachAsync(
            uploads,
            AtOnce.Options(uploads.Select(upload => upload.File), cancellationToken),
            async (upload, token) => await uploader
                .SendAsync(upload, bytes => observer.Transferred(TransferKind.Sending, bytes), token).ConfigureAwait(false))
            .ConfigureAwait(false);
        observer.TransferEnds(TransferKind.Sending);
    }
}
