using System.Collections.Frozen;
using System.Collections.Immutable;

namespace CareConnect.Domain.Questionnaires;

/// <summary>An instrument as data: its items, in the order in which they are asked.</summary>
public sealed record Questionnaire(Instrument Instrument, ImmutableArray<Item> Items)
{
    /// <summary>PHQ-9 (Kroenke 2001).</summary>
    public static Questionnaire Phq9 { get; } = new(Instrument.Phq9, Numbered("phq9", 9, Scale.Frequency));

    /// <summary>GAD-7 (Spitzer 2006).</summary>
    public static Questionnaire Gad7 { get; } = new(Instrument.Gad7, Numbered("gad7", 7, Scale.Frequency));

    /// <summary>C-SSRS screener, recent, self-report (Columbia): Q1 to Q6, and when Q6 was.</summary>
    public static Questionnaire Screener { get; } =
        new(Instrument.Screener, [.. Numbered("cssrs", 6, Scale.YesNo), new Item("cssrs.6.recent", Scale.YesNo)]);

    private static readonly FrozenDictionary<string, Item> ByCode = new[] { Phq9, Gad7, Screener }
        .SelectMany(questionnaire => questionnaire.Items)
        .ToFrozenDictionary(item => item.Code, StringComparer.Ordinal);

    /// <summary>The instrument's items.</summary>
    public static Questionnaire Of(Instrument instrument) => instrument switch
    {
        Instrument.Phq9 => Phq9,
        Instrument.Gad7 => Gad7,
        Instrument.Screener => Screener,
        _ => throw new ArgumentOutOfRangeException(nameof(instrument), instrument, "Not an instrument."),
    };

    /// <summary>The item of this code, or null when a caller made it up.</summary>
    public static Item? Find(string? code) => code is not null && ByCode.TryGetValue(code, out var item) ? item : null;

    private static ImmutableArray<Item> Numbered(string name, int count, Scale scale) =>
        [.. Enumerable.Range(1, count).Select(number => new Item($"{name}.{number}", scale))];
}
