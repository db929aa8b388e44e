using CareConnect.Domain.Questionnaires;
using CareConnect.Hub.Accounts;
using CareConnect.Hub.Queue;
using CareConnect.Hub.Storage;
using MediatR;

namespace CareConnect.Hub.Questionnaires;

/// <summary>A patient begins a questionnaire, or goes on with the one that is open. Null for staff.</summary>
public sealed record BeginSitting(Caller By, Instrument Instrument) : IRequest<Guid?>;

internal sealed class BeginSittingHandler(WriterQueue writer, SittingNews news, TimeProvider clock) : IRequestHandler<BeginSitting, Guid?>
{
    public async Task<Guid?> Handle(BeginSitting request, CancellationToken cancellationToken)
    {
        if (request.By.IsStaff) return null;
        var at = TriageText.Time(clock.GetUtcNow().ToUnixTimeMilliseconds());
        var (id, left, followed) = await writer.Run(tx => Begin(tx, request.By.Account, request.Instrument, at));
        if (left is { } ended) news.Tell(ended, followed);
        return id;
    }

    // One that was left, but that the clock has not come to yet, ends first: an old answer is no answer of today.
    private static (Guid Id, Guid? Left, Followed Followed) Begin(WriteTransaction tx, Guid record, Instrument instrument, DateTimeOffset at)
    {
        var limits = RulePacks.Current(tx).Thresholds;
        if (SittingStore.Open(tx, record, instrument) is not { } open) return (SittingStore.Begin(tx, record, instrument, limits, at), null, default);
        if (!SittingStore.Left(tx, at).Contains(open.Id)) return (open.Id, null, default);
        var followed = SittingIntake.End(tx, open, SittingState.Left, at);
        return (SittingStore.Begin(tx, record, instrument, limits, at), open.Id, followed);
    }
}
