using System.Collections.Frozen;
using System.Diagnostics;
using OpenTelemetry;

namespace CareConnect.Web.Telemetry;

/// <summary>
/// Takes from every span whatever is not listed here, before it is exported. An address may hold an id or a secret, a header a
/// person's words, an exception's message a value: what a library adds tomorrow goes nowhere until somebody has looked at it.
/// </summary>
internal sealed class OnlyKnown : BaseProcessor<Activity>
{
    private static readonly FrozenSet<string> Known = new[]
    {
        "careconnect.items", "careconnect.late", "http.request.method", "http.route", "http.response.status_code", "network.protocol.version", "url.scheme",
        "rpc.method", "rpc.service", "rpc.system",
    }.ToFrozenSet(StringComparer.Ordinal);

    public override void OnStart(Activity data)
    {
        // From a stranger's header.
        data.TraceStateString = null;
        foreach (var (key, _) in data.Baggage.ToList()) data.SetBaggage(key, null);
    }

    public override void OnEnd(Activity data)
    {
        foreach (var (key, _) in data.TagObjects.ToList())
            if (!Known.Contains(key)) data.SetTag(key, null);
        if (data.Status == ActivityStatusCode.Error) data.SetStatus(ActivityStatusCode.Error);
        // An exception is an event, with its message and frames, and cannot be taken out: such a span stays here.
        if (data.Events.Any()) data.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
    }
}
