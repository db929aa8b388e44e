using System.Runtime.InteropServices;
using CareConnect.Hub.Connections;

namespace CareConnect.Web.Draining;

/// <summary>
/// Ends the program when it is asked to (SIGTERM, Ctrl-C), after its devices have moved. A second Ctrl-C ends it at once.
/// The host's own lifetime would cut the connections first.
/// </summary>
internal sealed partial class DrainingLifetime(NodeDrain drain, IHostApplicationLifetime program, ILogger<DrainingLifetime> logger)
    : IHostLifetime, IDisposable
{
    private readonly List<PosixSignalRegistration> signals = [];
    private int asked;

    public Task WaitForStartAsync(CancellationToken cancellationToken)
    {
        foreach (var signal in (ReadOnlySpan<PosixSignal>)[PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGQUIT])
            signals.Add(PosixSignalRegistration.Create(signal, Asked));
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => signals.ForEach(signal => signal.Dispose());

    private void Asked(PosixSignalContext context)
    {
        context.Cancel = true;
        if (Interlocked.Increment(ref asked) == 1) _ = DrainThenStop();
        else if (context.Signal == PosixSignal.SIGINT) program.StopApplication();
    }

    private async Task DrainThenStop()
    {
        try
        {
            await drain.Run(program.ApplicationStopping);
        }
        catch (OperationCanceledException) when (program.ApplicationStopping.IsCancellationRequested)
        {
            // Somebody is in a hurry.
        }
#pragma warning disable CA1031 // Whatever goes wrong with it, the program ends when it is asked to.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            DrainFailed(logger, exception);
        }

        program.StopApplication();
    }

    [LoggerMessage(1, LogLevel.Error, "The devices could not be told to move")]
    private static partial void DrainFailed(ILogger logger, Exception exception);
}
