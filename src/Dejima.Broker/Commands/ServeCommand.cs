using System.CommandLine;
using System.Net.Sockets;
using Dejima.Broker.Hosting;
using Dejima.Platform;
using Microsoft.AspNetCore.Connections;
using static Dejima.Contracts.Languages.Language;

namespace Dejima.Broker.Commands;

/// <summary><c>serve</c>: runs the server until it is told to end.</summary>
internal static class ServeCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Make()
    {
        var config = Common.Config();
        var addressFile = new Option<string?>("--address-file")
        {
            Description = Say("Write the address to this file once it can be used", "使えるようになった時点でアドレスをこのファイルに書く"),
            HelpName = "FILE",
        };
        var level = new Option<LogLevel>("--log-level")
        {
            Description = Say("Least level that is logged (to stderr)", "記録する最低のレベル（標準エラー出力へ）"),
            DefaultValueFactory = _ => LogLevel.Information,
        };
        var command = new ExampleCommand(
            "serve",
            Say("Runs the server.", "サーバーを実行します。"),
            "dejima-broker serve --config /etc/dejima/broker.yaml",
            "dejima-broker serve --config broker.yaml --address-file address.txt")
        {
            config,
            addressFile,
            level,
        };
        command.SetAction((parsed, cancellation) => Serve(
            parsed.GetRequiredValue(config), parsed.GetValue(addressFile), parsed.GetValue(level), cancellation));
        return command;
    }

    private static async Task<int> Serve(string config, string? addressFile, LogLevel level, CancellationToken cancellation)
    {
        await using var app = BrokerHost.Build(config, TimeProvider.System, logging => ConsoleLog.Add(logging, level));
        try
        {
            await app.StartAsync(cancellation);
        }
        catch (Exception failure) when (failure is IOException { InnerException: AddressInUseException } or SocketException)
        {
            throw new CommandException(Say($"cannot listen: {failure.Message}", $"待ち受けできません: {failure.Message}"));
        }

        var address = app.Urls.Single();
        await Console.Out.WriteLineAsync($"Listening on {address}");
        if (addressFile is not null)
            await WriteWhole(addressFile, address, cancellation);
        var service = app.Services.GetRequiredService<ServiceManager>();
        service.Status(Say($"Listening on {address}", $"{address} で待ち受け中"));
        service.Ready();
        await app.WaitForShutdownAsync(cancellation);
        return ExitCode.Fine;
    }

    // Whoever waits for the file never reads half an address.
    private static async Task WriteWhole(string file, string address, CancellationToken cancellation)
    {
        var part = $"{file}.{Environment.ProcessId}";
        await File.WriteAllTextAsync(part, address + "\n", cancellation);
        File.Move(part, file, overwrite: true);
    }
}
