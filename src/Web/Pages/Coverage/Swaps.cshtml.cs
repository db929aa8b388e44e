using System.Collections.Immutable;
using System.Globalization;
using CareConnect.Domain.OnCall;
using CareConnect.Hub.OnCall;
using CareConnect.Web.Coverage;
using CareConnect.Web.Languages;
using CareConnect.Web.SigningIn;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace CareConnect.Web.Pages.Coverage;

/// <summary>Two people exchange two shifts: one asks, the other agrees.</summary>
public sealed class SwapsModel(ISender sender, ClinicClock clinic, TimeProvider clock, IStringLocalizer<CoverageWords> words)
    : CoveragePage(sender, clinic, clock, words)
{
    private static readonly TimeSpan Ahead = TimeSpan.FromDays(28);

    [BindProperty] public string? Gives { get; set; }

    [BindProperty] public string? Takes { get; set; }

    /// <summary>Shifts of the coming weeks that have not begun.</summary>
    public ImmutableArray<(Schedule Schedule, Stretch Shift)> Shifts { get; private set; } = [];

    public IEnumerable<Swap> ToAnswer => Plan.Swaps.Where(swap => swap.Other == Me && swap.Gives.From > Time.Now && swap.Takes.From > Time.Now);

    public IEnumerable<Swap> Asked => Plan.Swaps.Where(swap => swap.Asker == Me);

    public async Task<IActionResult> OnGet() => await Found() ? Page() : StatusCode(StatusCodes.Status403Forbidden);

    public async Task<IActionResult> OnPost()
    {
        if (!await Found()) return StatusCode(StatusCodes.Status403Forbidden);
        if (Find(Gives) is not var (schedule, mine) || Find(Takes) is not var (other, theirs) || schedule.Id != other.Id)
        {
            Reasons = [Words["coverage.swap.choose"]];
            return Page();
        }

        return After(await Sender.Send(
            new AskSwap(HttpContext.Caller()!, schedule.Id.Value, new(mine.From, mine.Until), theirs.Person!.Value.Value, new(theirs.From, theirs.Until)),
            CancellationToken.None));
    }

    public async Task<IActionResult> OnPostAnswer(Guid id, SwapState to)
    {
        if (!await Found()) return StatusCode(StatusCodes.Status403Forbidden);
        return After(await Sender.Send(new AnswerSwap(HttpContext.Caller()!, id, to), CancellationToken.None));
    }

    /// <summary>A shift as the value of its choice.</summary>
    public static string Value(Schedule schedule, Stretch shift)
    {
        ArgumentNullException.ThrowIfNull(schedule);
        ArgumentNullException.ThrowIfNull(shift);
        return string.Create(CultureInfo.InvariantCulture, $"{schedule.Id}_{shift.From.ToUnixTimeMilliseconds()}_{shift.Until.ToUnixTimeMilliseconds()}");
    }

    public string Range(Hours hours) => Time.Range(hours.From, hours.Until);

    private (Schedule, Stretch)? Find(string? value) =>
        Shifts.Where(found => Value(found.Schedule, found.Shift) == value).Select(found => ((Schedule, Stretch)?)found).FirstOrDefault();

    private IActionResult After(SwapAnswer answer)
    {
        if (answer.Error is null) return Redirect("/coverage/swaps");
        if (answer.Result is null) return StatusCode(StatusCodes.Status403Forbidden);
        Reasons = [answer.Result switch
        {
            ShiftHasBegun => Words["coverage.swap.begun"],
            ShiftIsAnothers => Words["coverage.swap.anothers"],
            NothingToSwap => Words["coverage.swap.nothing"],
            _ => Words["coverage.swap.over"],
        }];
        return Page();
    }

    private async Task<bool> Found()
    {
        if (!await Load()) return false;
        var now = Time.Now;
        // From far enough back that a shift which runs now is seen to have begun.
        Shifts = [.. Plan.Book.Schedules.Values
            .SelectMany(schedule => schedule.Shifts(now.AddDays(-8), now + Ahead + TimeSpan.FromDays(8)).Select(shift => (schedule, shift)))
            .Where(found => found.shift.From > now && found.shift.From < now + Ahead)
            .OrderBy(found => found.shift.From).ThenBy(found => found.schedule.Name, StringComparer.Ordinal)];
        return true;
    }
}
