using System.Security.Cryptography;
using Dejima.Broker.Hosting;
using Dejima.Core.Documents;

namespace Dejima.Broker.Configuration;

/// <summary>
/// Takes over a changed <c>broker.yaml</c> or certificate without a restart (R-W7). The files' times are looked at
/// every two seconds: change notices do not reach network folders, or configuration that is mounted into a container.
/// </summary>
internal sealed partial class ConfigurationWatcher(
    CurrentConfiguration current,
    ServerCertificate certificate,
    TimeProvider time,
    ILogger<ConfigurationWatcher> logger) : BackgroundService
{
    private readonly Lock _lock = new();
    private string _seen = Marks(current);

    /// <summary>Reads the configuration again, changed or not, so that the log says how it stands.</summary>
    public void LookAgain()
    {
        lock (_lock)
            Reload(Marks(current));
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(2), time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
                Look();
        }
        catch (OperationCanceledException)
        {
            // The broker stops.
        }
    }

    private void Look()
    {
        lock (_lock)
        {
            if (Marks(current) is var marks && marks != _seen)
                Reload(marks);
        }
    }

    private void Reload(string marks)
    {
        _seen = marks;
        try
        {
            Take(ConfigurationFile.Read(current.FilePath, forServing: true));
            return;
        }
        catch (DocumentException invalid)
        {
            foreach (var error in invalid.Errors)
                LogInvalid(error.ToString());
        }
        catch (Exception unfit) when (unfit is CryptographicException or IOException or UnauthorizedAccessException)
        {
            // The certificate was being exchanged right then; it is looked at again.
            _seen = string.Empty;
            LogInvalid(unfit.Message);
        }

        LogKept();
    }

    private void Take(BrokerConfiguration next)
    {
        var before = current.Now;
        if (!next.Listen.Equals(before.Listen) || next.DataFolder != before.DataFolder)
            LogNeedsRestart();
        certificate.Load(next.CertificateFile, next.KeyFile);
        current.Replace(next);
        LogReloaded(next.Sites.Count);
    }

    private static string Marks(CurrentConfiguration current)
    {
        string[] files = [current.FilePath, current.Now.CertificateFile, current.Now.KeyFile];
        return string.Join('|', files.Select(file => new FileInfo(file)).Select(file =>
            file.Exists ? $"{file.LastWriteTimeUtc.Ticks}:{file.Length}" : "none"));
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The changed configuration holds from now on: {Sites} sites")]
    private partial void LogReloaded(int sites);

    [LoggerMessage(Level = LogLevel.Error, Message = "The changed configuration is wrong: {Error}")]
    private partial void LogInvalid(string error);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The configuration from before goes on holding")]
    private partial void LogKept();

    [LoggerMessage(Level = LogLevel.Warning, Message = "A changed 'listen' or 'data' holds from the next start only")]
    private partial void LogNeedsRestart();
}
