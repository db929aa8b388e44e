using System.Collections.Immutable;

namespace CareConnect.Domain.Questionnaires;

/// <summary>What was answered so far. An item can be passed over: it was asked, and has no answer.</summary>
public sealed class Answers
{
    private readonly ImmutableDictionary<string, int?> _byCode;

    private Answers(ImmutableDictionary<string, int?> byCode) => _byCode = byCode;

    /// <summary>Nothing yet.</summary>
    public static Answers None { get; } = new(ImmutableDictionary.Create<string, int?>(StringComparer.Ordinal));

    /// <summary>The item's answer; null when passed over or not asked.</summary>
    public int? this[string code] => _byCode.GetValueOrDefault(code);

    /// <summary>Whether the item was asked: answered, or passed over.</summary>
    public bool Has(string code) => _byCode.ContainsKey(code);

    /// <summary>With this answer in place of an earlier one to the same item.</summary>
    /// <param name="item">Which item.</param>
    /// <param name="answer">0 to the item's most; null passes it over.</param>
    public Answers With(Item item, int? answer)
    {
        ArgumentNullException.ThrowIfNull(item);
        if (answer is { } given)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(given, nameof(answer));
            ArgumentOutOfRangeException.ThrowIfGreaterThan(given, item.Most, nameof(answer));
        }

        return new Answers(_byCode.SetItem(item.Code, answer));
    }
}
