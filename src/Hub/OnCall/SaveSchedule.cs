using CareConnect.Domain.OnCall;
using CareConnect.Hub.Accounts;
using CareConnect.Hub.Storage;
using CareConnect.Protocol;
using MediatR;
using Microsoft.Extensions.Logging;

namespace CareConnect.Hub.OnCall;

/// <summary>Puts a new version of a schedule in force. Whatever is wrong with it, the old one stays.</summary>
/// <param name="Id">Made by the caller for a new one.</param>
public sealed record SaveSchedule(Caller By, Guid Id, OnCallSchedule Schedule) : IRequest<OnCallAnswer>;

internal sealed partial class SaveScheduleHandler(WriterQueue writer, TimeProvider clock, ILogger<SaveScheduleHandler> logger)
    : IRequestHandler<SaveSchedule, OnCallAnswer>
{
    public Task<OnCallAnswer> Handle(SaveSchedule request, CancellationToken cancellationToken) =>
        writer.Run(tx => Save(tx, request, clock.GetUtcNow()));

    private OnCallAnswer Save(WriteTransaction tx, SaveSchedule request, DateTimeOffset now)
    {
        if (!OnCallAccess.Edits(tx, request.By)) return OnCallAnswer.Refused(HubErrors.NotAllowed);
        if (request.Schedule is not { Name: { } name, Rotations: { } sent }) return OnCallAnswer.Refused(HubErrors.Malformed);
        var zone = request.Schedule.TimeZone ?? tx.Text("SELECT TimeZone FROM Clinic") ?? "Etc/UTC";
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var found)) return OnCallAnswer.Refused(HubErrors.Malformed);
        Rotation?[] rotations = [.. sent.Select(OnCallText.Read)];
        if (rotations.Contains(null)) return OnCallAnswer.Refused([new NoSuchHour()])!;

        var schedule = new Schedule
        {
            Id = new ScheduleId(request.Id), Name = name.Trim(), Zone = found, Rotations = [.. rotations.Select(rotation => rotation!)],
        };
        if (OnCallAnswer.Refused(ScheduleRules.Check(schedule, OnCallStore.Roster(tx))) is { } refused) return refused;
        var version = OnCallStore.ScheduleVersion(tx, request.Id);
        if (version != request.Schedule.Version) return OnCallAnswer.Refused(HubErrors.WrongState);
        tx.Execute(
            """
            INSERT INTO OnCallSchedules (Id, Version, Name, TimeZone, Rotations, Removed, ChangedBy, ChangedAt)
            VALUES (?1, ?2, ?3, ?4, ?5, FALSE, ?6, ?7)
            """,
            request.Id, version + 1, schedule.Name, zone, OnCallText.Write(sent), request.By.Person, OnCallStore.Ms(now));
        Saved(logger, request.Id, version + 1);
        return OnCallAnswer.Done;
    }

    [LoggerMessage(1, LogLevel.Information, "On-call schedule {Schedule} is in force in version {Version}")]
    private static partial void Saved(ILogger logger, Guid schedule, int version);
}
