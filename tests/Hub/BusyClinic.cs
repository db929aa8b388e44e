using System.Diagnostics;
using System.IO.Pipes;
using CareConnect.Domain.People;
using CareConnect.Domain.Triage;
using CareConnect.Hub.Crisis;
using CareConnect.Hub.Queue;
using MediatR;

namespace CareConnect.Hub.Tests;

/// <summary>
/// This test program as a second process, to be killed: a clinic in which patients ask for help, write, and wait too
/// long. It tells the id of each alert once it was acknowledged.
/// </summary>
internal static class BusyClinic
{
    private const string Folder = "CARE_BUSY_FOLDER";
    private const string Pipe = "CARE_BUSY_PIPE";

    /// <summary>Starts it on a clinic's folder, and kills it once so many alerts were acknowledged; answers with those.</summary>
    /// <param name="test">The calling test: the second process runs it too, and works there instead.</param>
    public static async Task<List<Guid>> KillAfter(int acknowledged, string folder, string test)
    {
        await using var pipe = new AnonymousPipeServerStream(PipeDirection.In, HandleInheritability.Inheritable);
        using var child = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, ["--filter-method", "*." + test])
        {
            Environment = { [Folder] = folder, [Pipe] = pipe.GetClientHandleAsString() },
            RedirectStandardOutput = true,
        })!;
        pipe.DisposeLocalCopyOfClientHandle();
        var told = new byte[16];
        List<Guid> heard = [];
        while (heard.Count < acknowledged)
        {
            await pipe.ReadExactlyAsync(told, TestContext.Current.CancellationToken);
            heard.Add(new Guid(told));
        }

        child.Kill();
        await child.WaitForExitAsync(TestContext.Current.CancellationToken);
        return heard;
    }

    /// <summary>Does nothing in the first process, and does not end in the second.</summary>
    public static async Task WorkIfSecond()
    {
        if (Environment.GetEnvironmentVariable(Pipe) is not { } handle) return;
        await using var pipe = new AnonymousPipeClientStream(PipeDirection.Out, handle);
        await using var clinic = await CareClinic.Open(Environment.GetEnvironmentVariable(Folder));
        var team = CareClinic.Id("dana's team");
        for (var round = 0; ; round++)
        {
            var patient = await clinic.Person($"patient {round}", Role.Patient);
            var thread = await clinic.Thread(patient, team);
            var alert = Guid.CreateVersion7(clinic.Clock.GetUtcNow());
            var raised = clinic.Get<ISender>().Send(new RaiseAlert(patient, alert, "help-button"), TestContext.Current.CancellationToken);
            var wrote = clinic.Writer.Run(tx => QueueIntake.PatientWrote(
                tx, thread, patient.Account, patient.Person!, HowSoon.Today, null, clinic.Clock.GetUtcNow()));
            await Task.WhenAll(raised, wrote);
            await pipe.WriteAsync((await raised).Alert.ToByteArray(), TestContext.Current.CancellationToken);
            if (round % 4 == 3) clinic.Clock.Advance(TimeSpan.FromHours(7));
        }
    }
}
