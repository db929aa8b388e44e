using System.Collections.Concurrent;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace CareConnect.Browser.Tests.Harness;

/// <summary>Somebody at a browser: a profile of their own, one page, and what the page complained about.</summary>
internal sealed class Person : IAsyncDisposable
{
    private static readonly AxeRunOptions Wcag = new()
    {
        RunOnly = new RunOnlyOptions { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] },
    };

    private static readonly TimeSpan AxeLimit = TimeSpan.FromSeconds(30);

    private readonly IBrowserContext context;
    private readonly string device;
    private readonly ConcurrentQueue<string> complaints = new();

    public Person(IBrowserContext context, IPage page, string device)
    {
        this.context = context;
        this.device = device;
        Page = page;
        Listen(page);
    }

    public IPage Page { get; private set; }

    public IBrowserContext Context => context;

    /// <summary>Picks a person on the demo's sign-in page.</summary>
    public async Task SignInAs(string name)
    {
        await Page.GotoAsync("/sign-in");
        await Page.GetByRole(AriaRole.Button, new() { NameString = name }).ClickAsync();
    }

    /// <summary>A second tab of the same browser: the same device.</summary>
    public async Task<IPage> AnotherTab()
    {
        var page = await context.NewPageAsync();
        Listen(page);
        return page;
    }

    /// <summary>Waits until the service worker keeps the help page. Bounded from outside: the page's promise may never settle.</summary>
    public Task HelpIsKept() =>
        Page.EvaluateAsync("async () => { await navigator.serviceWorker.ready; }").WaitAsync(TimeSpan.FromSeconds(20));

    /// <summary>A picture for human eyes, and axe's judgement: no violation of WCAG 2.2 AA, nothing wider than the screen.</summary>
    public async Task Show(string screen)
    {
        await Page.ScreenshotAsync(new() { Path = Path.Combine(Repository.Screenshots, $"{screen}-{device}.png"), FullPage = true });
        var result = await AxeAtTop();
        var violations = string.Join('\n', result.Violations.Select(v => $"{v.Id}: {v.Help}\n  {string.Join("\n  ", v.Nodes.Select(n => n.Html))}"));
        Assert.True(violations.Length == 0, $"axe on {screen} ({device}):\n{violations}");
        var overflow = await Page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth");
        Assert.True(overflow <= 0, $"{screen} ({device}) is {overflow} px wider than the screen.");
    }

    // A thread goes to its end when its lines come, and what is scrolled under the help bar counts as covered:
    // judged is a page that stood at its top all the while.
    private async Task<AxeResult> AxeAtTop()
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                await Page.EvaluateAsync("window.scrollTo(0, 0)").WaitAsync(AxeLimit);
                var result = await Page.RunAxe(Wcag).WaitAsync(AxeLimit);
                if (tries == 5 || await Page.EvaluateAsync<double>("window.scrollY").WaitAsync(AxeLimit) == 0)
                    return result;
            }
            catch (TimeoutException) when (tries < 3)
            {
                // What a page is asked has no limit of its own: a question that the browser lost is asked again.
            }
        }
    }

    /// <summary>Fails if the page broke its own Content-Security-Policy or threw.</summary>
    public void ExpectNoComplaints() => Assert.Empty(complaints);

    public async ValueTask DisposeAsync() => await context.DisposeAsync();

    private void Listen(IPage page)
    {
        page.PageError += (_, error) => complaints.Enqueue(error);
        page.Console += (_, message) =>
        {
            if (message.Type == "error" && message.Text.Contains("Content Security Policy", StringComparison.Ordinal))
                complaints.Enqueue(message.Text);
        };
    }
}
