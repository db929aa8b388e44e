using CareConnect.Hub.Rules;
using CareConnect.Hub.Storage;
using Microsoft.Extensions.Localization;

namespace CareConnect.Web.Rules;

/// <summary>What the program says about rules to who starts it.</summary>
internal static class RulesOnConsole
{
    /// <summary>Why it did not start, and each refused line.</summary>
    public static IEnumerable<string> Refused(this IHost app, BadRulePackException bad)
    {
        var words = app.Services.GetRequiredService<IStringLocalizer<RuleWords>>();
        var first = bad switch
        {
            { Stored: true } => words["rules.start.stored", bad.Origin],
            { Refusals: [] } => words["rules.start.unread", bad.Origin],
            _ => words["rules.start.file", bad.Origin],
        };
        return bad.Refusals.Select(words.Of).Prepend(first.Value);
    }

    /// <summary>Makes every stored decision again, and says how many came out the same.</summary>
    /// <returns>The exit code: 0 when all did.</returns>
    public static async Task<int> Replay(this IHost app)
    {
        var words = app.Services.GetRequiredService<IStringLocalizer<RuleWords>>();
        if (await app.ReplayDecisions() is not { } count)
        {
            await Console.Error.WriteLineAsync(words["rules.replay.none", app.Services.GetRequiredService<Database>().Name]);
            return 2;
        }

        foreach (var each in count.Differences)
            await Console.Out.WriteLineAsync(words[each.Known ? "rules.replay.different" : "rules.replay.unknown", each.Item, each.Number, each.PackVersion]);
        await Console.Out.WriteLineAsync(words["rules.replay.done", count.Replayed, count.Equal, count.Replayed - count.Equal]);
        return count.Replayed == count.Equal ? 0 : 1;
    }
}
