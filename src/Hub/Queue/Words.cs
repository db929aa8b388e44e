using System.Collections.Frozen;
using System.Text.Json;

namespace CareConnect.Hub.Queue;

/// <summary>The domain's codes as they stand on the wire and in the database: <c>ChoseNow</c> is <c>chose-now</c>.</summary>
internal static class Words<T>
    where T : struct, Enum
{
    private static readonly FrozenDictionary<T, string> Texts = Enum.GetValues<T>()
        .ToFrozenDictionary(value => value, value => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString()));

    private static readonly FrozenDictionary<string, T> Values =
        Texts.ToFrozenDictionary(pair => pair.Value, pair => pair.Key, StringComparer.Ordinal);

    public static string Of(T value) => Texts[value];

    /// <summary>The code of this word, or null when a caller made it up.</summary>
    public static T? Find(string? word) => word is not null && Values.TryGetValue(word, out var value) ? value : null;

    /// <summary>The code of a word that this program wrote.</summary>
    public static T Read(string word) => Values[word];
}
