using System.Globalization;
using CareConnect.Domain.OnCall;
using CareConnect.Hub.OnCall;
using CareConnect.Web.Coverage;
using CareConnect.Web.Languages;
using CareConnect.Web.SigningIn;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace CareConnect.Web.Pages.Coverage;

/// <summary>The rotations of a schedule: who takes turns over which hours.</summary>
public sealed class ScheduleModel(ISender sender, ClinicClock clinic, TimeProvider clock, IStringLocalizer<CoverageWords> words)
    : CoveragePage(sender, clinic, clock, words)
{
    private readonly TimeProvider clock = clock;

    /// <summary>A schedule's id, or <c>new</c>.</summary>
    [BindProperty(SupportsGet = true)] public string Id { get; set; } = "";

    [BindProperty] public ScheduleForm Form { get; set; } = new();

    /// <summary>The button that was pressed.</summary>
    [BindProperty] public string? Do { get; set; }

    public IReadOnlyList<int> Turns { get; } = [1, 7, 14, 28];

    public Schedule? Stored => Guid.TryParse(Id, out var id) ? Plan.Book.Schedules.GetValueOrDefault(new ScheduleId(id)) : null;

    public async Task<IActionResult> OnGet()
    {
        if (!await Load() || !Plan.Edits) return StatusCode(StatusCodes.Status403Forbidden);
        if (Id == "new") return Redirect($"/coverage/schedules/{Guid.CreateVersion7(clock.GetUtcNow())}");
        if (!Guid.TryParse(Id, out var id)) return StatusCode(StatusCodes.Status404NotFound);
        if (Stored is { } schedule)
        {
            In(schedule);
            Form = ScheduleForm.Of(schedule, Plan.Version(id));
        }
        else
        {
            Form = new ScheduleForm { Version = Plan.Version(id) };
            AddRotation();
        }

        return Page();
    }

    public async Task<IActionResult> OnPost()
    {
        if (!await Load() || !Plan.Edits) return StatusCode(StatusCodes.Status403Forbidden);
        if (!Guid.TryParse(Id, out var id)) return StatusCode(StatusCodes.Status404NotFound);
        if (Stored is { } stored) In(stored);
        var caller = HttpContext.Caller()!;
        if (Do == "remove-schedule") return After(await Sender.Send(new RemoveSchedule(caller, id), CancellationToken.None), "/coverage");
        if (Do == "add") return AddRotation();
        if (Form.Change(Do, Time.Today, "")) return Page();
        return After(
            await Sender.Send(new SaveSchedule(caller, id, Form.Read(Time.Zone.Id)), CancellationToken.None), $"/coverage?schedule={id}", Rotation);
    }

    /// <summary>What a rotation goes by: its name, or its number while it has none.</summary>
    public string Rotation(int index) => index < Form.Rotations.Count && Form.Rotations[index].Name is { Length: > 0 } name
        ? name
        : (index + 1).ToString(CultureInfo.InvariantCulture);

    private PageResult AddRotation()
    {
        Form.Change("add", ShiftTime.Monday(Time.Today), Words[Form.Rotations.Count == 0 ? "coverage.rotation.days" : "coverage.rotation.nights"]);
        if (Form.Rotations.Count == 2)
        {
            // The other half of the day: what most clinics add second.
            Form.Rotations[1].Hours[0].From = Form.Rotations[0].Hours.FirstOrDefault()?.Until;
            Form.Rotations[1].Hours[0].Until = Form.Rotations[0].Hours.FirstOrDefault()?.From;
            Form.Rotations[1].Hours[0].Later = "1";
        }

        return Page();
    }
}
