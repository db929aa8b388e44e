using CareConnect.Hub.Circles;
using CareConnect.Hub.Crisis;
using CareConnect.Web.Languages;
using CareConnect.Web.SigningIn;
using MediatR;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CareConnect.Web.Pages.Patient;

/// <summary>A patient's first page: at most four things.</summary>
public sealed class HomeModel(MyThreads threads, ClinicClock clinicClock, TimeProvider clock, ISender sender) : PageModel
{
    public ClinicTime Time { get; private set; } = null!;

    public string FirstName { get; private set; } = "";

    /// <summary>An alert of theirs is open.</summary>
    public bool Alert { get; private set; }

    /// <summary>A safety plan of theirs is there; what stands in it the server cannot know.</summary>
    public bool HasPlan { get; private set; }

    /// <summary>The thread to show: what is new first, then what is waited for, then the last one.</summary>
    public MyThread? First { get; private set; }

    /// <summary>The promised time has passed: said plainly, not hidden.</summary>
    public bool Late { get; private set; }

    public async Task OnGet()
    {
        var caller = HttpContext.Caller()!;
        var cancellation = HttpContext.RequestAborted;
        FirstName = caller.Name.Split(' ')[0];
        Time = await clinicClock.Now(cancellation);
        Alert = (await sender.Send(new ShowMyAlert(caller), cancellation)).Alert is not null;
        HasPlan = (await sender.Send(new ListCircles(caller), cancellation)).Items.Any(circle => circle.Plan);
        First = (await threads.Of(caller, cancellation))
            .OrderByDescending(thread => thread.Unread).ThenByDescending(thread => thread.ReplyBy is not null).FirstOrDefault();
        Late = First?.ReplyBy < clock.GetUtcNow().ToUnixTimeMilliseconds();
    }
}
