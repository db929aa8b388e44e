using CareConnect.Domain.OnCall;
using CareConnect.Domain.People;
using CareConnect.Hub.Accounts;
using CareConnect.Hub.Queue;
using CareConnect.Hub.Storage;
using CareConnect.Protocol;
using MediatR;
using Microsoft.Extensions.Logging;

namespace CareConnect.Hub.OnCall;

/// <summary>
/// Somebody instead of whoever the rotations name: fills a gap, or hands hours over. Who does not edit the schedule
/// changes their own hours and open ones, and leaves none open.
/// </summary>
public sealed record AddOverride(Caller By, OnCallOverride Override) : IRequest<OnCallAnswer>;

internal sealed partial class AddOverrideHandler(WriterQueue writer, TimeProvider clock, ILogger<AddOverrideHandler> logger)
    : IRequestHandler<AddOverride, OnCallAnswer>
{
    // 2100-01-01, as elsewhere: no calendar overflows before it.
    private const long Latest = 4_102_444_800_000;

    public Task<OnCallAnswer> Handle(AddOverride request, CancellationToken cancellationToken) =>
        writer.Run(tx => Add(tx, request.By, request.Override, clock.GetUtcNow()));

    private OnCallAnswer Add(WriteTransaction tx, Caller by, OnCallOverride sent, DateTimeOffset now)
    {
        if (!OnCallAccess.Sees(tx, by)) return OnCallAnswer.Refused(HubErrors.NotAllowed);
        if (sent.From is < 0 or > Latest || sent.Until is < 0 or > Latest) return OnCallAnswer.Refused([new NotInReach()])!;
        var made = new Override(
            Guid.CreateVersion7(now), TriageText.Time(sent.From), TriageText.Time(sent.Until),
            string.IsNullOrEmpty(sent.Person) ? null : new PersonId(sent.Person), now);
        if (OnCallAnswer.Refused(ScheduleRules.Check(made, OnCallStore.Roster(tx), now)) is { } refused) return refused;
        if (OnCallStore.Schedule(tx, sent.Schedule, made.From, made.Until) is not { } schedule) return OnCallAnswer.Refused(HubErrors.NotFound);
        if (!OnCallAccess.Edits(tx, by) && ScheduleRules.CheckOwn(schedule, made, new PersonId(by.Person!)) is { } fault)
            return OnCallAnswer.Refused([fault])!;
        OnCallStore.Add(tx, schedule.Id, made, by.Person!);
        Added(logger, made.Id, sent.Schedule);
        return OnCallAnswer.Done;
    }

    [LoggerMessage(1, LogLevel.Information, "Override {Override} of on-call schedule {Schedule} is in force")]
    private static partial void Added(ILogger logger, Guid @override, Guid schedule);
}
