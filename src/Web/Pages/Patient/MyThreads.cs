using CareConnect.Hub.Accounts;
using CareConnect.Hub.Circles;
using CareConnect.Hub.Clinic;
using CareConnect.Hub.Storage;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CareConnect.Web.Pages.Patient;

/// <summary>A conversation of a patient with a team, as far as the server knows it: never a word of it.</summary>
/// <param name="Team">Signed names of the teams.</param>
/// <param name="Unread">Whether something was written that no device of this person has shown.</param>
/// <param name="LastAt">Unix ms; 0 when nothing was written.</param>
/// <param name="ReplyBy">Unix ms; null when nothing waits for an answer.</param>
/// <param name="OpenedAt">When a device of the team had shown all of it, while an answer is waited for; else null.</param>
public sealed record MyThread(string Circle, string[] TeamIds, string Team, bool Unread, long LastAt, long? ReplyBy, long? OpenedAt);

/// <summary>Reads a patient's threads, newest first.</summary>
public sealed class MyThreads(ISender sender, IDbContextFactory<ClinicDb> factory)
{
    private const int Thread = 3;

    public async Task<IReadOnlyList<MyThread>> Of(Caller caller, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(caller);
        var circles = (await sender.Send(new ListCircles(caller), cancellation)).Items.Where(circle => circle is { Kind: Thread, Plan: false }).ToList();
        if (circles.Count == 0) return [];

        var names = await sender.Send(new ReadNames(), cancellation);
        var ids = circles.ConvertAll(circle => circle.Circle);
        await using var db = await factory.CreateDbContextAsync(cancellation);
        var waiting = await db.Set<CareConnect.Hub.Queue.StoredItem>().AsNoTracking()
            .Where(item => item.Circle != null && ids.Contains(item.Circle) && (item.State == "waiting" || item.State == "claimed"))
            .ToDictionaryAsync(item => item.Circle!, item => item.ContactBy, cancellation);
        var opened = await db.Opened.AsNoTracking()
            .Where(mark => ids.Contains(mark.Circle) && mark.Person != caller.Person
                && db.Circles.Any(circle => circle.Id == mark.Circle && circle.Messages <= mark.Messages))
            .GroupBy(mark => mark.Circle)
            .ToDictionaryAsync(marks => marks.Key, marks => marks.Min(mark => mark.At), cancellation);

        return circles.ConvertAll(circle =>
        {
            long? replyBy = waiting.TryGetValue(circle.Circle, out var by) ? by : null;
            return new MyThread(
                circle.Circle, circle.Teams, string.Join(", ", circle.Teams.Select(names.Of).OfType<string>()),
                circle.Unread > 0, circle.LastMessageAt, replyBy,
                replyBy is not null && opened.TryGetValue(circle.Circle, out var at) ? at : null);
        });
    }
}
