using System.Collections.Immutable;
using System.Globalization;
using CareConnect.Domain.OnCall;
using CareConnect.Domain.People;
using CareConnect.Hub.OnCall;
using CareConnect.Web.Coverage;
using CareConnect.Web.Languages;
using CareConnect.Web.SigningIn;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace CareConnect.Web.Pages.Coverage;

/// <summary>Who is on call: one week of one schedule, the gaps ahead, and whom an alert goes to now.</summary>
public sealed class IndexModel(ISender sender, ClinicClock clinic, TimeProvider clock, IStringLocalizer<CoverageWords> words)
    : CoveragePage(sender, clinic, clock, words)
{
    private readonly TimeProvider clock = clock;

    /// <summary>A day of the week that is shown, <c>2026-11-23</c>.</summary>
    [BindProperty(SupportsGet = true, Name = "week")] public string? Asked { get; set; }

    [BindProperty(SupportsGet = true, Name = "schedule")] public Guid? AskedSchedule { get; set; }

    public Schedule? Shown { get; private set; }

    public DateOnly Monday { get; private set; }

    public WeekGrid? Grid { get; private set; }

    /// <summary>Of the coming week.</summary>
    public ImmutableArray<(Schedule Schedule, Stretch Gap)> Gaps { get; private set; } = [];

    /// <summary>As an alert raised now would be paged.</summary>
    public ImmutableArray<ReadyStep> Ready { get; private set; } = [];

    public bool EndIsGone { get; private set; }

    /// <summary>Who is on by the shown schedule now, and until when.</summary>
    public Stretch? Now { get; private set; }

    public async Task<IActionResult> OnGet()
    {
        // Read wide enough for the week that is shown and for the one ahead.
        var now = clock.GetUtcNow();
        var day = DateOnly.TryParseExact(Asked, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var asked)
            && asked.Year is > 2000 and < 2200 ? asked : (DateOnly?)null;
        var middle = day is { } given ? new DateTimeOffset(given, TimeOnly.MinValue, TimeSpan.Zero) : now;
        if (!await Load(Min(now, middle).AddDays(-16), Max(now, middle).AddDays(16))) return StatusCode(StatusCodes.Status403Forbidden);

        var book = Plan.Book;
        Shown = AskedSchedule is { } wanted ? book.Schedules.GetValueOrDefault(new ScheduleId(wanted)) : null;
        Shown ??= book.Paging().FirstOrDefault() ?? book.Schedules.Values.OrderBy(schedule => schedule.Name, StringComparer.Ordinal).FirstOrDefault();
        if (Shown is not null) In(Shown);
        Monday = ShiftTime.Monday(day ?? Time.Today);
        Gaps = book.Gaps(now, now.AddDays(7));
        Ready = Escalation.At(book, now);
        EndIsGone = Escalation.EndIsGone(book);
        if (Shown is null) return Page();
        Grid = WeekGrid.Of(Shown, Monday);
        Now = Shown.Between(now, now.AddDays(8))[0];
        return Page();
    }

    public async Task<IActionResult> OnPostTakeBack(Guid id)
    {
        if (!await Load()) return StatusCode(StatusCodes.Status403Forbidden);
        var answer = await Sender.Send(new RemoveOverride(HttpContext.Caller()!, id), CancellationToken.None);
        return answer.Error is null ? Redirect(Link(MondayOf(Asked))) : StatusCode(StatusCodes.Status403Forbidden);
    }

    public string Link(DateOnly week) =>
        string.Create(CultureInfo.InvariantCulture, $"/coverage?week={week:yyyy-MM-dd}") + (AskedSchedule is { } schedule ? $"&schedule={schedule}" : "");

    public static string Fill(Schedule schedule, Stretch gap)
    {
        ArgumentNullException.ThrowIfNull(schedule);
        ArgumentNullException.ThrowIfNull(gap);
        return $"/coverage/change?schedule={schedule.Id}&from={gap.From.ToUnixTimeMilliseconds()}&until={gap.Until.ToUnixTimeMilliseconds()}";
    }

    /// <summary>"day" or "night" where the day has two parts; else null.</summary>
    public string? Part(WeekColumn column)
    {
        if (Grid!.Columns.Length != 2) return null;
        var noon = column.From < column.Until ? column.From <= Noon && Noon < column.Until : column.From <= Noon || Noon < column.Until;
        return noon ? "day" : "night";
    }

    /// <summary>Whom the next step comes to on a day, when nobody of this schedule answers.</summary>
    public string? IfNoAnswer(WeekRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        if (Plan.Book.InForce is not { } policy) return null;
        var step = policy.Steps.ToList().FindIndex(step => step.Targets.Contains(new ScheduleTarget(Shown!.Id)));
        if (step < 0) return null;
        if (step + 1 == policy.Steps.Length) return Names.Of(policy.Last);
        var (from, until) = (row.Cells[0].From, row.Cells[^1].Until);
        return string.Join(", ", policy.Steps[step + 1].Targets.SelectMany(target => target is ScheduleTarget on
            ? Plan.Book.Schedules.GetValueOrDefault(on.Schedule)?.Shifts(from, until).Select(shift => Names.Of(shift.Person)) ?? []
            : [Names.Of(target)]).Distinct());
    }

    /// <summary>The people whom an alert in a gap would go to, the first two steps that have any.</summary>
    public (string First, string? Then) Instead(Stretch gap)
    {
        ArgumentNullException.ThrowIfNull(gap);
        string[] steps = [.. Escalation.At(Plan.Book, gap.From).Where(step => !step.People.IsEmpty)
            .Select(step => string.Join(", ", step.People.Select(Names.You))).Distinct()];
        return (steps.FirstOrDefault() ?? Names.Of((PersonId?)null), steps.Length > 1 ? steps[1] : null);
    }

    /// <summary>When somebody's ways of being reached were last seen to work, and which they are.</summary>
    public string Reached(PersonId person)
    {
        if (Plan.Reach.GetValueOrDefault(person) is not { } reach) return "";
        if (reach.Ways.Count == 0) return Words["coverage.reach.none"];
        return reach.CheckedAt is { } at
            ? Words["coverage.reach.checked", Time.Seen(at), string.Join(", ", reach.Reached.Select(way => Words[$"coverage.way.{way}"].Value))]
            : Words["coverage.reach.unchecked"];
    }

    private static readonly TimeOnly Noon = new(12, 0);

    private static DateTimeOffset Min(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;

    private static DateTimeOffset Max(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;

    private DateOnly MondayOf(string? asked) => ShiftTime.Monday(
        DateOnly.TryParseExact(asked, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : Time.Today);
}
