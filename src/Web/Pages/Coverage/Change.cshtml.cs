using CareConnect.Domain.OnCall;
using CareConnect.Hub.OnCall;
using CareConnect.Protocol;
using CareConnect.Web.Coverage;
using CareConnect.Web.Languages;
using CareConnect.Web.SigningIn;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace CareConnect.Web.Pages.Coverage;

/// <summary>Fills a gap, or puts somebody in the place of who would be on call.</summary>
public sealed class ChangeModel(ISender sender, ClinicClock clinic, TimeProvider clock, IStringLocalizer<CoverageWords> words)
    : CoveragePage(sender, clinic, clock, words)
{
    /// <summary>The value of the choice "nobody": these hours are left open.</summary>
    public const string Nobody = "nobody";

    [BindProperty(SupportsGet = true, Name = "schedule")] public Guid Asked { get; set; }

    /// <summary>Of a gap that is to be filled, Unix ms.</summary>
    [BindProperty(SupportsGet = true, Name = "from")] public long? GapFrom { get; set; }

    [BindProperty(SupportsGet = true, Name = "until")] public long? GapUntil { get; set; }

    [BindProperty] public string? Begin { get; set; }

    [BindProperty] public string? End { get; set; }

    [BindProperty] public string? Person { get; set; }

    public Schedule Shown { get; private set; } = null!;

    /// <summary>Who would be on call in those hours, one after the other.</summary>
    public IEnumerable<Stretch> Instead => Time.Read(Begin) is { } from && Time.Read(End) is { } until && from < until && until - from < TimeSpan.FromDays(8)
        ? Shown.Between(from, until)
        : [];

    public async Task<IActionResult> OnGet()
    {
        if (!await Found()) return StatusCode(StatusCodes.Status404NotFound);
        if (GapFrom is >= 0 and < 4_102_444_800_000 && GapUntil is >= 0 and < 4_102_444_800_000)
            (Begin, End) = (Time.Field(DateTimeOffset.FromUnixTimeMilliseconds(GapFrom.Value)), Time.Field(DateTimeOffset.FromUnixTimeMilliseconds(GapUntil.Value)));
        return Page();
    }

    public async Task<IActionResult> OnPost()
    {
        if (!await Found()) return StatusCode(StatusCodes.Status404NotFound);
        if (string.IsNullOrEmpty(Person))
        {
            Reasons = [Words["coverage.fault.nobody-chosen"]];
            return Page();
        }

        if (Time.Read(Begin) is not { } from || Time.Read(End) is not { } until)
            return After(new OnCallAnswer(HubErrors.Malformed, [new NoSuchHour()]), "");
        var sent = new OnCallOverride(Asked, from.ToUnixTimeMilliseconds(), until.ToUnixTimeMilliseconds(), Person == Nobody ? null : Person);
        return After(await Sender.Send(new AddOverride(HttpContext.Caller()!, sent), CancellationToken.None), $"/coverage?week={Time.Date(from):yyyy-MM-dd}&schedule={Asked}");
    }

    private async Task<bool> Found()
    {
        if (!await Load() || Plan.Book.Schedules.GetValueOrDefault(new ScheduleId(Asked)) is not { } schedule) return false;
        Shown = schedule;
        In(schedule);
        return true;
    }
}
