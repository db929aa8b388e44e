using CareConnect.Domain.People;
using CareConnect.Domain.Rules;
using CareConnect.Hub.Accounts;
using CareConnect.Hub.Queue;
using CareConnect.Hub.Storage;
using MediatR;

namespace CareConnect.Hub.Rules;

/// <summary>Reads a document and decides the last 30 days again by it. Changes nothing.</summary>
public sealed record PreviewPack(Caller By, string Document) : IRequest<PackAnswer>;

internal sealed class PreviewPackHandler(Readers readers, PreviewTickets tickets, TimeProvider clock) : IRequestHandler<PreviewPack, PackAnswer>
{
    public static readonly TimeSpan Period = TimeSpan.FromDays(30);

    public Task<PackAnswer> Handle(PreviewPack request, CancellationToken cancellationToken) => Task.FromResult(readers.Snapshot<PackAnswer>(sql =>
    {
        // (1) Who, and whether it is a pack at all.
        if (!RulesAccess.May(sql, request.By, Act.TuneRules)) return new RulesNotYours();
        // A form sends line ends in its own way.
        var document = request.Document.ReplaceLineEndings("\n");
        if (PackStore.Read(sql, document) is PackRefused refused) return new DocumentRefused(refused.Refusals);
        var pack = ((PackRead)PackDocument.Read(document)).Pack;

        // (2) What was decided, decided again.
        var now = clock.GetUtcNow();
        var stood = DecisionRows.Since(sql, now - Period, now);
        var run = DryRun.Of(stood.Select(each => Past(sql, each)), pack);

        // (3) The names of those who would have stood elsewhere.
        var moved = run.Elsewhere.Select(each => each.Item).ToHashSet();
        var patients = stood.Where(each => moved.Contains(each.Decision.Item))
            .Select(each => (each.Decision.Item, each.Record)).Distinct()
            .ToDictionary(pair => pair.Item, pair => sql.Text("SELECT Name FROM Accounts WHERE Id = ?1", pair.Record) ?? "");
        return new PackPreviewed(
            document, pack, tickets.Make(request.By.Account, document, RulePacks.Current(sql).Version), run, patients);
    }));

    private static PastDecision Past(Sql sql, StoodDecision stood) => new(
        stood.Decision.Item, TriageText.Signals(stood.Decision.Signals), TriageText.Time(stood.Decision.At), TriageText.Time(stood.Until),
        TriageText.Lowering(stood.Decision.Lowering), stood.Decision.ClaimedAt is { } claimed ? TriageText.Time(claimed) : null,
        RulePacks.Named(sql, stood.Decision.PackVersion, stood.Decision.TimeZone));
}
