using Dejima.Client.Connections;
using Dejima.Core.Documents;
using Dejima.Core.Policies;
using Microsoft.Extensions.Logging;
using static Dejima.Contracts.Languages.Language;

namespace Dejima.Agent.Local;

/// <summary>The site's policy as it stands on the disk. It is looked at whenever it is needed, so a change counts at once.</summary>
internal sealed partial class PolicyFile
{
    private readonly string _path;
    private readonly ILogger _logger;
    private readonly Lock _lock = new();
    private (DateTime, long) _seen;
    private SitePolicy _current;

    private PolicyFile(string path, ILogger logger)
    {
        (_path, _logger) = (path, logger);
        _seen = Stamp();
        _current = Read();
    }

    /// <summary>The last valid policy. A change that is not valid leaves the old one in force.</summary>
    public SitePolicy Current
    {
        get
        {
            lock (_lock)
            {
                if (Stamp() is var stamp && stamp != _seen)
                {
                    _seen = stamp;
                    Reload();
                }

                return _current;
            }
        }
    }

    /// <summary>Reads it for the first time.</summary>
    /// <exception cref="DocumentException">It is not valid.</exception>
    /// <exception cref="SetupException">It cannot be read.</exception>
    public static PolicyFile Open(string path, ILogger logger)
    {
        try
        {
            return new PolicyFile(Path.GetFullPath(path), logger);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new SetupException(Say($"'{path}' cannot be read: {unreadable.Message}", $"'{path}' を読めません: {unreadable.Message}"), unreadable);
        }
    }

    /// <summary>Reads it again, changed or not, so that the log says how it stands.</summary>
    public void LookAgain()
    {
        lock (_lock)
            Reload();
    }

    private void Reload()
    {
        try
        {
            var read = Read();
            if ((read.Site, read.Broker, read.State) != (_current.Site, _current.Broker, _current.State))
                LogNeedsRestart(_logger, _path);
            _current = read;
            LogReloaded(_logger, _path);
        }
        catch (DocumentException invalid)
        {
            foreach (var error in invalid.Errors)
                LogInvalid(_logger, error);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            LogUnreadable(_logger, _path, unreadable.Message);
        }
    }

    private SitePolicy Read() => SitePolicyReader.Read(File.ReadAllText(_path), _path);

    private (DateTime, long) Stamp()
    {
        var file = new FileInfo(_path);
        return file.Exists ? (file.LastWriteTimeUtc, file.Length) : default;
    }
}
