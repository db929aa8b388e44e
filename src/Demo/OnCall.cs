using CareConnect.Client;
using CareConnect.Protocol;

namespace CareConnect.Demo;

/// <summary>Who is on call in the demo: Luis and Amari take turns by day and by night, and each stands behind the other.</summary>
internal static class OnCall
{
    private static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("America/Denver");

    public static async Task Plan(CareClient priya, CareClient luis, CareClient amari)
    {
        var now = TimeProvider.System.GetUtcNow();
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, Zone).DateTime);
        var monday = today.AddDays(-(((int)today.DayOfWeek + 6) % 7));
        var (first, second) = (Guid.CreateVersion7(now), Guid.CreateVersion7(now));
        string[] one = [luis.Person.ToString(), amari.Person.ToString()], other = [amari.Person.ToString(), luis.Person.ToString()];

        Done(await priya.Api.SaveSchedule(first, new OnCallSchedule("Crisis line", null, [Days(one, monday), Nights(other, monday)], 0)));
        Done(await priya.Api.SaveSchedule(second, new OnCallSchedule("Second line", null, [Days(other, monday), Nights(one, monday)], 0)));
        OnCallStep[] steps = [Step(first), Step(second)];
        Done(await priya.Api.SetPolicy(new OnCallPolicy("Crisis alerts", steps, amari.Person.ToString(), 300, 0)));

        // A night that nobody has yet, for somebody to fill.
        var open = today.AddDays(4);
        Done(await priya.Api.AddOverride(new OnCallOverride(first, At(open, 20), At(open.AddDays(1), 8), null)));
    }

    private static OnCallRotation Days(string[] people, DateOnly start) => Every("Days", people, start, "08:00", "20:00", 0);

    private static OnCallRotation Nights(string[] people, DateOnly start) => Every("Nights", people, start, "20:00", "08:00", 1);

    private static OnCallRotation Every(string name, string[] people, DateOnly start, string from, string until, int later) => new(
        name, people, 7, start.ToString("O", System.Globalization.CultureInfo.InvariantCulture), null,
        [new OnCallHours(["mon", "tue", "wed", "thu", "fri", "sat", "sun"], from, until, later)]);

    private static OnCallStep Step(Guid schedule) => new([new OnCallTarget("schedule", schedule.ToString())], 300);

    private static long At(DateOnly date, int hour) =>
        new DateTimeOffset(TimeZoneInfo.ConvertTimeToUtc(date.ToDateTime(new TimeOnly(hour, 0)), Zone)).ToUnixTimeMilliseconds();

    private static void Done(OnCallReply reply)
    {
        if (reply.Error is not null) throw new CareRefusedException($"{reply.Error}: {string.Join(", ", reply.Reasons)}");
    }
}
