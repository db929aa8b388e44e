using System.Collections.Immutable;
using System.Text.Json;
using CareConnect.Domain.Triage;

namespace CareConnect.Hub.Queue;

/// <summary>Signals and reasons as they are stored: JSON by kind, times in Unix milliseconds.</summary>
internal static class TriageText
{
    public static string Write(IEnumerable<Signal> signals) => JsonSerializer.Serialize(signals.Select(Flat));

    public static ImmutableArray<Signal> Signals(string json) =>
        [.. JsonSerializer.Deserialize<FlatSignal[]>(json)!.Select(Signal)];

    public static string Write(IEnumerable<Reason> reasons) => JsonSerializer.Serialize(reasons.Select(
        reason => new FlatReason(Words<ReasonCode>.Of(reason.Code), (int)reason.Level, reason.At.ToUnixTimeMilliseconds())));

    public static ImmutableArray<Reason> Reasons(string json) => [.. JsonSerializer.Deserialize<FlatReason[]>(json)!.Select(
        flat => new Reason(Words<ReasonCode>.Read(flat.Code), (Level)flat.Level, Time(flat.At)))];

    public static DateTimeOffset Time(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);

    // A signal kind without a name here must not be stored: the decision could not be replayed.
    private static FlatSignal Flat(Signal signal) => signal switch
    {
        DeclaredUrgency declared => new("declared-urgency", At(signal), Words<HowSoon>.Of(declared.HowSoon)),
        HelpAsked => new("help-asked", At(signal)),
        WaitingSince => new("waiting-since", At(signal)),
        _ => throw new NotSupportedException($"No stored form for the signal {signal.GetType().Name}."),
    };

    private static Signal Signal(FlatSignal flat) => flat.Kind switch
    {
        "declared-urgency" => new DeclaredUrgency(Words<HowSoon>.Read(flat.Value!), Time(flat.At)),
        "help-asked" => new HelpAsked(Time(flat.At)),
        "waiting-since" => new WaitingSince(Time(flat.At)),
        _ => throw new NotSupportedException($"No signal of the kind {flat.Kind}."),
    };

    private static long At(Signal signal) => signal.At.ToUnixTimeMilliseconds();

    private sealed record FlatSignal(string Kind, long At, string? Value = null);

    private sealed record FlatReason(string Code, int Level, long At);
}
