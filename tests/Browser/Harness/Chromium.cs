using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(CareConnect.Browser.Tests.Harness.Chromium))]

namespace CareConnect.Browser.Tests.Harness;

/// <summary>Debian's Chromium, started once; each person gets a profile of their own in it.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private static readonly string[] Flags =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
        "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ];

    private IPlaywright? playwright;
    private IBrowser? browser;

    public async ValueTask InitializeAsync()
    {
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = "/usr/bin/chromium", Args = Flags });
    }

    internal Task<Person> Phone(RunningClinic clinic, string language = "en-US") => Open(clinic, "phone", language);

    internal Task<Person> Desk(RunningClinic clinic, string language = "en-US") => Open(clinic, "desk", language);

    public async ValueTask DisposeAsync()
    {
        if (browser is not null)
            await browser.DisposeAsync();
        playwright?.Dispose();
    }

    internal async Task<Person> Open(RunningClinic clinic, string size, string language = "en-US", bool script = true)
    {
        var (width, height) = size switch { "narrow" => (320, 640), "phone" => (390, 844), _ => (1280, 800) };
        var isMobile = size != "desk";
        var context = await browser!.NewContextAsync(new()
        {
            BaseURL = clinic.Url,
            ViewportSize = new() { Width = width, Height = height },
            HasTouch = isMobile,
            IsMobile = isMobile,
            Locale = language,
            TimezoneId = "America/Denver",
            JavaScriptEnabled = script,
            ReducedMotion = ReducedMotion.Reduce,
        });
        context.SetDefaultTimeout(20_000);
        return new Person(context, await context.NewPageAsync(), size);
    }
}
