using CareConnect.Hub.Queue;
using CareConnect.Hub.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace CareConnect.Hub.Rules;

/// <summary>A stored decision that does not come out the same.</summary>
/// <param name="PackVersion">The rules that it names.</param>
/// <param name="Known">False when this database has no such rules, or they are refused.</param>
public sealed record ReplayDifference(Guid Item, int Number, string PackVersion, bool Known);

/// <summary>What replaying came to.</summary>
/// <param name="Differences">The first of them.</param>
public sealed record ReplayCount(long Replayed, long Equal, IReadOnlyList<ReplayDifference> Differences);

/// <summary>Makes every stored decision again with the rules that it names.</summary>
public static class Replays
{
    private const int Page = 500, MostShown = 20;

    /// <summary>All decisions of the clinic's database, which is only read. Null when there is none, or the program has not brought it up to date yet.</summary>
    public static async Task<ReplayCount?> ReplayDecisions(this IHost host, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(host);
        if (!await host.Services.GetRequiredService<Database>().Exists(cancellation)) return null;
        await using (var db = await host.Services.GetRequiredService<IDbContextFactory<ClinicDb>>().CreateDbContextAsync(cancellation))
            if ((await db.Database.GetPendingMigrationsAsync(cancellation)).Any()) return null;
        return All(host.Services.GetRequiredService<Readers>(), cancellation);
    }

    internal static ReplayCount All(Readers readers, CancellationToken cancellation)
    {
        var (replayed, equal) = (0L, 0L);
        var differences = new List<ReplayDifference>();
        var (item, number) = (Guid.Empty, 0);
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            var page = readers.Read(sql => DecisionRows.After(sql, item, number, Page).Select(stored => (Stored: stored, Same: Same(sql, stored))).ToList());
            if (page.Count == 0) return new ReplayCount(replayed, equal, differences);
            replayed += page.Count;
            equal += page.Count(each => each.Same == true);
            differences.AddRange(page.Where(each => each.Same != true)
                .Take(MostShown - differences.Count)
                .Select(each => new ReplayDifference(each.Stored.Item, each.Stored.Number, each.Stored.PackVersion, each.Same is not null)));
            (item, number) = (page[^1].Stored.Item, page[^1].Stored.Number);
        }
    }

    private static bool? Same(Sql sql, StoredDecision stored)
    {
        try
        {
            return stored.Made().Equals(stored.Replay(sql));
        }
        catch (Exception unknown) when (unknown is NotSupportedException or BadRulePackException)
        {
            return null;
        }
    }
}
