using Dejima.Broker.Access;
using Dejima.Broker.Api;
using Dejima.Broker.Configuration;
using Dejima.Broker.Housekeeping;
using Dejima.Broker.Payloads;
using Dejima.Broker.Storage;
using Dejima.Broker.Waiting;
using Dejima.Platform;
using Microsoft.EntityFrameworkCore;

namespace Dejima.Broker.Hosting;

/// <summary>The broker's parts.</summary>
internal static class BrokerServices
{
    /// <summary>Adds them.</summary>
    public static void AddBroker(this IServiceCollection services, CurrentConfiguration configuration)
    {
        services.AddSingleton(configuration);
        services.AddPooledDbContextFactory<BrokerContext>(options => BrokerDatabase.Use(options, configuration.Now.DataFolder));
        services.AddSingleton(provider => new PayloadStore(
            Path.Combine(configuration.Now.DataFolder, "payload"), provider.GetRequiredService<ILogger<PayloadStore>>()));
        services.AddSingleton(provider => new Leftovers(
            configuration.Now.DataFolder,
            provider.GetRequiredService<PayloadStore>(),
            provider.GetRequiredService<IDbContextFactory<BrokerContext>>().CreateDbContextAsync,
            provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<CalculationCache>().AddSingleton<WaitingRoom>().AddSingleton<Tally>().AddSingleton<Admission>().AddSingleton<CommitQueue>().AddSingleton<CalculationStore>();
        services.AddSingleton<CalculationQueries>().AddSingleton<ClaimDesk>().AddSingleton<Effects>();
        services.AddSingleton<Signals>().AddSingleton<LongPoll>();
        services.AddSingleton<UploadDesk>().AddSingleton<LogStore>().AddSingleton<PayloadSweep>().AddSingleton<RecordSweep>();
        services.AddSingleton<TokenDirectory>().AddSingleton<SiteActivity>().AddSingleton<ToldTimes>();
        services.AddSingleton<CalculationAccess>().AddSingleton<Statuses>().AddSingleton<Registrations>();
        services.AddSingleton<AgentReports>().AddSingleton<UploadAccess>();
        // In this order: the database is ready before anything asks it, and closes last.
        services.AddHostedService(provider => provider.GetRequiredService<CommitQueue>());
        services.AddHostedService(provider => provider.GetRequiredService<SiteActivity>());
        services.AddHostedService<Clockwork>();
        services.AddSingleton<ConfigurationWatcher>();
        services.AddHostedService(provider => provider.GetRequiredService<ConfigurationWatcher>());
        services.AddSingleton(_ => new ServiceManager(Environment.GetEnvironmentVariable));
        services.AddHostedService<ServiceLink>();
    }
}
