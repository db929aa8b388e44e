using System.Globalization;
using System.Text;
using CareConnect.Hub.Clinic;
using CareConnect.Hub.OnCall;
using CareConnect.Web.Security;
using MediatR;
using Microsoft.Extensions.Localization;

namespace CareConnect.Web.Coverage;

/// <summary>
/// Shifts for a calendar program, which has no session: whoever has the link reads them. Names of staff and hours, and
/// nothing of any patient. The token is in the address, so nothing here logs or links it.
/// </summary>
public static class CalendarFeed
{
    public static string Path(string token) => $"/coverage/feed/{token}.ics";

    public static void MapCalendarFeed(this IEndpointRouteBuilder app) =>
        app.MapGet("/coverage/feed/{token:length(43)}.ics", Feed).AllowAnonymous().RequireRateLimiting(Doors.Feeds).ExcludeFromDescription();

    private static async Task<IResult> Feed(string token, HttpContext context, ISender sender, IStringLocalizer<CoverageWords> words)
    {
        if (await sender.Send(new ReadFeed(token), context.RequestAborted) is not { } feed) return Results.NotFound();
        var names = await sender.Send(new ReadNames(), context.RequestAborted);
        var events = feed.Shifts.Select(shift => new CalendarEvent(
            string.Create(CultureInfo.InvariantCulture, $"{shift.Schedule}-{shift.From.UtcDateTime:yyyyMMdd'T'HHmmss'Z'}@careconnect"),
            shift.From, shift.Until,
            feed.Mine ? words["coverage.feed.mine", shift.ScheduleName] : words["coverage.feed.shift", names.Of(shift.Person.Value) ?? words["coverage.someone"], shift.ScheduleName],
            shift.ChangedAt));
        context.Response.Headers.CacheControl = "private, no-cache";
        return Results.Text(CalendarText.Write(words["coverage.feed.name"], events), "text/calendar; charset=utf-8", Encoding.UTF8);
    }
}
