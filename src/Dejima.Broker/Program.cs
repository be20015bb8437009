return await Dejima.Broker.Commands.CommandLine.Run(args);
