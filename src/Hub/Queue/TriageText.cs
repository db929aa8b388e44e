using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using CareConnect.Domain.People;
using CareConnect.Domain.Questionnaires;
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

    public static string? Write(Lowering? lowering) => lowering is null ? null : JsonSerializer.Serialize(
        new FlatLowering((int)lowering.To, lowering.By.Value, Words<LoweringReason>.Of(lowering.Why), lowering.At.ToUnixTimeMilliseconds()));

    public static Lowering? Lowering(string? json) => json is not null && JsonSerializer.Deserialize<FlatLowering>(json) is { } flat
        ? new Lowering((Level)flat.To, new PersonId(flat.By), Words<LoweringReason>.Read(flat.Why), Time(flat.At))
        : null;

    public static DateTimeOffset Time(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);

    // A signal kind without a name here must not be stored: the decision could not be replayed.
    private static FlatSignal Flat(Signal signal) => signal switch
    {
        DeclaredUrgency declared => new("declared-urgency", At(signal), Words<HowSoon>.Of(declared.HowSoon)),
        HelpAsked => new("help-asked", At(signal)),
        WaitingSince => new("waiting-since", At(signal)),
        ScreenerAnswered screener => new(
            "screener-answered", At(signal), Words<RiskLevel>.Of(screener.Level), Complete: screener.Complete, AsHigh: screener.AsHigh),
        Item9Positive item => new("item9-positive", At(signal), Number: item.Answer),
        Phq9Scored scored => new("phq9-scored", At(signal), Number: scored.Total),
        Gad7Scored scored => new("gad7-scored", At(signal), Number: scored.Total),
        ReliableDeterioration worse => new("reliable-deterioration", At(signal), Words<Instrument>.Of(worse.Instrument), worse.By),
        MedicationStopped stopped => new("medication-stopped", At(signal), stopped.RanOut ? "ran-out" : "stopped"),
        HighRiskNoShow => new("high-risk-no-show", At(signal)),
        CheckInsMissed missed => new("check-ins-missed", At(signal), Number: missed.InARow),
        RiskCueConfirmed cue => new("risk-cue-confirmed", At(signal), Words<CueLevel>.Of(cue.Level), cue.Version),
        _ => throw new NotSupportedException($"No stored form for the signal {signal.GetType().Name}."),
    };

    private static Signal Signal(FlatSignal flat) => flat.Kind switch
    {
        "declared-urgency" => new DeclaredUrgency(Words<HowSoon>.Read(flat.Value!), Time(flat.At)),
        "help-asked" => new HelpAsked(Time(flat.At)),
        "waiting-since" => new WaitingSince(Time(flat.At)),
        "screener-answered" => new ScreenerAnswered(Words<RiskLevel>.Read(flat.Value!), flat.Complete!.Value, flat.AsHigh!.Value, Time(flat.At)),
        "item9-positive" => new Item9Positive(flat.Number!.Value, Time(flat.At)),
        "phq9-scored" => new Phq9Scored(flat.Number!.Value, Time(flat.At)),
        "gad7-scored" => new Gad7Scored(flat.Number!.Value, Time(flat.At)),
        "reliable-deterioration" => new ReliableDeterioration(Words<Instrument>.Read(flat.Value!), flat.Number!.Value, Time(flat.At)),
        "medication-stopped" => new MedicationStopped(flat.Value == "ran-out", Time(flat.At)),
        "high-risk-no-show" => new HighRiskNoShow(Time(flat.At)),
        "check-ins-missed" => new CheckInsMissed(flat.Number!.Value, Time(flat.At)),
        "risk-cue-confirmed" => new RiskCueConfirmed(Words<CueLevel>.Read(flat.Value!), flat.Number!.Value, Time(flat.At)),
        _ => throw new NotSupportedException($"No signal of the kind {flat.Kind}."),
    };

    private static long At(Signal signal) => signal.At.ToUnixTimeMilliseconds();

    private sealed record FlatSignal(
        string Kind,
        long At,
        string? Value = null,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Number = null,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] bool? Complete = null,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] bool? AsHigh = null);

    private sealed record FlatReason(string Code, int Level, long At);

    private sealed record FlatLowering(int To, string By, string Why, long At);
}
