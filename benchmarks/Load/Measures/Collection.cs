using System.Diagnostics.Tracing;
using Microsoft.Diagnostics.NETCore.Client;

namespace CareConnect.Load.Measures;

/// <summary>Makes another .NET process collect its garbage, by the keyword of its event pipe that is there for this.</summary>
internal static class Collection
{
    // ClrTraceEventParser: "triggers a GC when enabled".
    private const long CollectNow = 0x800000;

    public static async Task Force(int process)
    {
        var client = new DiagnosticsClient(process);
        using var session = await client.StartEventPipeSessionAsync(
            [new EventPipeProvider("Microsoft-Windows-DotNETRuntime", EventLevel.Informational, CollectNow)], requestRundown: false, 16, CancellationToken.None);
        // The collection is part of the session's start; its events are of no interest.
        var read = session.EventStream.CopyToAsync(Stream.Null);
        await session.StopAsync(CancellationToken.None);
        await read;
    }
}
