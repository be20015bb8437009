using Dejima.Broker.Access;
using Dejima.Broker.Api;
using Dejima.Broker.Configuration;
using Dejima.Contracts;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;

namespace Dejima.Broker.Hosting;

/// <summary>Puts the server together. Nothing of it is configured from anywhere but <c>broker.yaml</c>.</summary>
internal static class BrokerHost
{
    /// <summary>Builds a broker that is ready to be started.</summary>
    /// <param name="path">Its <c>broker.yaml</c>.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logging">Where logs go.</param>
    /// <exception cref="Core.Documents.DocumentException">The configuration is wrong.</exception>
    public static WebApplication Build(string path, TimeProvider time, Action<ILoggingBuilder> logging)
    {
        var configuration = ConfigurationFile.Read(path, forServing: true);
        var certificate = new ServerCertificate();
        certificate.Load(configuration.CertificateFile, configuration.KeyFile);

        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        logging(builder.Logging);
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => Listen(kestrel, configuration, certificate));
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.Services.AddSingleton(time);
        builder.Services.AddSingleton(certificate);
        builder.Services.AddBroker(new CurrentConfiguration(path, configuration));
        builder.Services.AddRouting();
        builder.Services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromSeconds(5));
        ApiDescription.Add(builder.Services);

        var app = builder.Build();
        app.UseMiddleware<ProblemAnswers>();
        app.UseMiddleware<ProtocolGate>();
        app.UseRouting();
        app.UseMiddleware<AccessGate>();
        BrokerApi.Map(app);
        return app;
    }

    private static void Listen(KestrelServerOptions kestrel, BrokerConfiguration configuration, ServerCertificate certificate)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = RequestBody.Largest;
        kestrel.Listen(configuration.Listen, endpoint =>
        {
            endpoint.Protocols = HttpProtocols.Http1AndHttp2;
            endpoint.UseHttps(new TlsHandshakeCallbackOptions
            {
                OnConnection = _ => ValueTask.FromResult(certificate.Options),
            });
        });
    }
}
