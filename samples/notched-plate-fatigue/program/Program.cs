using System.Runtime.InteropServices;
using Dejima.Samples.NotchedPlate;
using Dejima.Samples.NotchedPlate.Cli;

// Ended from outside, the program still has to stop the solver and to delete what it wrote.
using var stop = new CancellationTokenSource();
void Stop(PosixSignalContext context)
{
    context.Cancel = true;
    stop.Cancel();
}
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
return await Application.Run(args, Surroundings.OfProcess(), stop.Token);
