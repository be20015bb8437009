using System.Collections.Concurrent;
using Dejima.Broker.Api;
using Dejima.Broker.Storage;
using Dejima.Contracts.Calculations;
using Dejima.Core.Calculations;

namespace Dejima.Broker.Payloads;

/// <summary>All uploads that are under way, and what follows when one is whole.</summary>
internal sealed class UploadDesk(PayloadStore payloads, CalculationStore store, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Idle = TimeSpan.FromMinutes(10);

    private readonly ConcurrentDictionary<PayloadFile, Upload> _open = new();

    /// <summary>Bytes the broker has. A file that is whole and not yet known to be so is made known first.</summary>
    public async Task<long> OffsetOf(
        PayloadFile file, DeclaredFile declared, CalculationEvent received, CancellationToken cancellation)
    {
        var upload = Find(file, declared);
        return upload.IsWhole
            ? await Append(file, declared, null, UploadBody.Empty, received, cancellation)
            : upload.Offset;
    }

    /// <summary>Adds a body at <paramref name="offset"/>.</summary>
    /// <param name="file">The upload.</param>
    /// <param name="declared">What it has to become.</param>
    /// <param name="offset">Where the bytes belong; null for wherever the upload stands if it has no bytes yet.</param>
    /// <param name="request">The bytes.</param>
    /// <param name="received">What happens to the calculation once the file is whole.</param>
    /// <param name="cancellation">The caller went away; what arrived is kept.</param>
    /// <returns>The offset afterwards.</returns>
    /// <exception cref="RefusedException">Busy, at another offset, too long, or a digest differs.</exception>
    public async Task<long> Append(
        PayloadFile file,
        DeclaredFile declared,
        long? offset,
        UploadBody request,
        CalculationEvent received,
        CancellationToken cancellation)
    {
        var upload = Enter(file, declared);
        try
        {
            if (!upload.IsWhole && (offset is not null || upload.Offset == 0))
            {
                if (offset is { } at && at != upload.Offset)
                    throw Problems.OffsetMismatch(upload.Offset);
                await upload.Append(request.Bytes, request.Length, request.Checksum, cancellation);
            }

            if (upload.IsWhole)
                await Receive(file, upload, received);
            return upload.Offset;
        }
        catch (Exception gone) when (gone is DirectoryNotFoundException or FileNotFoundException)
        {
            throw Problems.PayloadGone();
        }
        finally
        {
            upload.UsedAt = time.GetUtcNow();
            upload.Leave();
        }
    }

    /// <summary>Starts the upload again at 0.</summary>
    /// <exception cref="RefusedException">Another request writes it, or it is whole.</exception>
    public void Reset(PayloadFile file, DeclaredFile declared)
    {
        var upload = Enter(file, declared);
        try
        {
            if (upload.IsWhole)
                throw Problems.Unchangeable();
            upload.Reset();
        }
        catch (DirectoryNotFoundException)
        {
            throw Problems.PayloadGone();
        }
        finally
        {
            upload.Leave();
        }
    }

    /// <summary>Lets go of uploads nobody has touched for a while; their bytes stay on the disk.</summary>
    public void ForgetIdle()
    {
        foreach (var (file, upload) in _open)
        {
            if (time.GetUtcNow() - upload.UsedAt >= Idle && upload.TryEnter())
                Close(file, upload);
        }
    }

    /// <summary>Forgets every output of a calculation that starts again: the next run must not find those of a lost one.</summary>
    /// <exception cref="RefusedException">Another request still writes one.</exception>
    public void ForgetOutputs(Guid calculation)
    {
        foreach (var (file, upload) in _open.Where(open => open.Key.Calculation == calculation && open.Key.Kind == PayloadKind.Output))
        {
            if (!upload.TryEnter())
                throw Problems.UploadBusy();
            Close(file, upload);
            upload.Leave();
        }

        payloads.DeleteOutputs(calculation);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var upload in _open.Values)
            upload.Dispose();
    }

    // The file is whole and durable before the calculation hears of it; if the broker dies in between, whoever asks
    // for the upload next finds the whole file and comes through here again.
    private async Task Receive(PayloadFile file, Upload upload, CalculationEvent received)
    {
        try
        {
            await store.Apply(file.Calculation, received);
        }
        catch (RefusedException)
        {
            File.Delete(payloads.PathOf(file));
            throw;
        }
        finally
        {
            Close(file, upload);
        }
    }

    private Upload Enter(PayloadFile file, DeclaredFile declared)
    {
        while (true)
        {
            var upload = Find(file, declared);
            if (!upload.TryEnter())
                throw Problems.UploadBusy();
            if (!upload.IsClosed)
                return upload;
            upload.Leave();
        }
    }

    private Upload Find(PayloadFile file, DeclaredFile declared) => _open.GetOrAdd(
        file,
        file => new Upload(declared, payloads.PartOf(file), payloads.PathOf(file)) { UsedAt = time.GetUtcNow() });

    private void Close(PayloadFile file, Upload upload)
    {
        _open.TryRemove(KeyValuePair.Create(file, upload));
        upload.Dispose();
    }
}
