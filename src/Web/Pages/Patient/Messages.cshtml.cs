using CareConnect.Web.Languages;
using CareConnect.Web.SigningIn;
using Microsoft.AspNetCore.Mvc.Localization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CareConnect.Web.Pages.Patient;

public sealed class MessagesModel(MyThreads threads, ClinicClock clock, IHtmlLocalizer<Words> words) : PageModel
{
    private ClinicTime time = null!;

    public IReadOnlyList<MyThread> Threads { get; private set; } = [];

    public async Task OnGet()
    {
        time = await clock.Now(HttpContext.RequestAborted);
        Threads = await threads.Of(HttpContext.Caller()!, HttpContext.RequestAborted);
    }

    /// <summary>In words, never a number in a badge.</summary>
    public LocalizedHtmlString State(MyThread thread)
    {
        ArgumentNullException.ThrowIfNull(thread);
        return thread switch
        {
            { Unread: true } => words["messages.unread", time.At(thread.LastAt)],
            { ReplyBy: { } by } => words["messages.waiting", time.By(by)],
            { LastAt: > 0 } => words["messages.last", time.At(thread.LastAt)],
            _ => words["messages.none"],
        };
    }
}
