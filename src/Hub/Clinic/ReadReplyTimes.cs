using CareConnect.Domain.Triage;
using CareConnect.Hub.Accounts;
using CareConnect.Hub.Storage;
using CareConnect.Protocol;
using MediatR;

namespace CareConnect.Hub.Clinic;

/// <summary>What a patient is told before typing; null for a team that the clinic does not list.</summary>
public sealed record ReadReplyTimes(Caller By, string Team) : IRequest<ReplyTimes?>;

internal sealed class ReadReplyTimesHandler(Readers readers, TimeProvider clock) : IRequestHandler<ReadReplyTimes, ReplyTimes?>
{
    public Task<ReplyTimes?> Handle(ReadReplyTimes request, CancellationToken cancellationToken)
    {
        (bool listed, RulePack pack) = readers.Snapshot(sql => (
            sql.Any("SELECT 1 FROM Clinic k JOIN CircleMembers m ON m.Circle = k.Circle AND m.IsTeam WHERE m.Principal = ?1", request.Team),
            Queue.RulePacks.Current(sql)));
        if (!listed)
            return Task.FromResult<ReplyTimes?>(null);
        DateTimeOffset now = clock.GetUtcNow();
        return Task.FromResult<ReplyTimes?>(new ReplyTimes(
            pack.Calendar.IsOpen(now), By(HowSoon.Now), By(HowSoon.Today), By(HowSoon.Week)));

        long By(HowSoon soon) => TriageRules.ReplyBy(soon, pack, now).By.ToUnixTimeMilliseconds();
    }
}
