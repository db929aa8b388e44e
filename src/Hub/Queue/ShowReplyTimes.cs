using CareConnect.Domain.Triage;
using CareConnect.Hub.Storage;
using CareConnect.Protocol;
using MediatR;

namespace CareConnect.Hub.Queue;

/// <summary>When a message sent now would be answered, by how soon it is asked for: what a patient is told before typing.</summary>
public sealed record ShowReplyTimes : IRequest<ReplyTimes>;

internal sealed class ShowReplyTimesHandler(Readers readers, TimeProvider clock) : IRequestHandler<ShowReplyTimes, ReplyTimes>
{
    public Task<ReplyTimes> Handle(ShowReplyTimes request, CancellationToken cancellationToken)
    {
        var pack = readers.Read(RulePacks.Current);
        var now = clock.GetUtcNow();
        ReplyPromise By(HowSoon soon) => TriageRules.ReplyBy(soon, pack, now);
        var week = By(HowSoon.Week);
        return Task.FromResult(new ReplyTimes(
            week.OpenNow,
            By(HowSoon.Now).By.ToUnixTimeMilliseconds(),
            By(HowSoon.Today).By.ToUnixTimeMilliseconds(),
            week.By.ToUnixTimeMilliseconds()));
    }
}
