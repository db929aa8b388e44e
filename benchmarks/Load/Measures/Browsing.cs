using System.Diagnostics;
using System.Globalization;
using CareConnect.Load.Founding;
using CareConnect.Load.Systems;
using Microsoft.Playwright;

namespace CareConnect.Load.Measures;

/// <summary>A patient opens a thread of 1,000 messages in Chromium, whose processor is slowed four times.</summary>
internal static class Browsing
{
    private const int Slower = 4;

    private static readonly string[] Flags =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
        "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ];

    public static async Task<Section> Run(Options options)
    {
        var count = options.Quick ? 100 : 1_000;
        var workload = await Clinics.For(2, count, Store.Sqlite);
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = "/usr/bin/chromium", Args = Flags });
        var (few, many) = (new List<double>(), new List<double>());
        for (var turn = 0; turn < options.Times; turn++)
        {
            // A thread with next to nothing in it shows what of the time is the page itself.
            few.Add(await Measure(workload, browser, 4));
            many.Add(await Measure(workload, browser, count));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  4 messages: {few[^1]:N2} s, {count:N0} messages: {many[^1]:N2} s"));
        }

        var table = new Table("", "seconds")
            .Row("a thread of 4 messages", Results.Spread(new Sample(few), "N2"))
            .Row(string.Create(CultureInfo.InvariantCulture, $"a thread of {count:N0} messages"), Results.Spread(new Sample(many), "N2"));
        return new Section("A long thread in the browser", $"""
            Chromium with its processor slowed {Slower} times; the patient is signed in, and the device has its keys. From the click until every message is
            drawn: fetched from the first entry on, each signature checked, each message decrypted.

            {table}
            """, []);
    }

    private static async Task<double> Measure(Workload workload, IBrowser browser, int count)
    {
        await using var running = await CareConnectNodes.OnSqlite.Start(workload);
        await Filling.Fill(workload, running, count);
        var founded = workload.Clinic(Store.Sqlite).Founded;
        await using var context = await browser.NewContextAsync(new() { BaseURL = running.Nodes[0].Url.ToString(), ViewportSize = new() { Width = 390, Height = 844 }, Locale = "en-US" });
        context.SetDefaultTimeout(120_000);
        var page = await context.NewPageAsync();
        await SignIn(page, founded.Patients[0]);

        var session = await context.NewCDPSessionAsync(page);
        await session.SendAsync("Emulation.setCPUThrottlingRate", new Dictionary<string, object> { ["rate"] = Slower });
        var begun = Stopwatch.GetTimestamp();
        await page.GotoAsync($"/messages/{founded.Threads[0]}", new() { WaitUntil = WaitUntilState.Commit });
        await page.WaitForFunctionAsync("count => document.querySelectorAll('[role=log] article').length >= count", count);
        // What is in the page is on the screen after the next frame.
        await page.EvaluateAsync("() => new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn)))");
        return Stopwatch.GetElapsedTime(begun).TotalSeconds;
    }

    private static async Task SignIn(IPage page, Someone who)
    {
        await page.GotoAsync("/sign-in?next=%2Funlock");
        await page.GetByLabel("Sign-in name").FillAsync(who.Login);
        await page.GetByLabel("Password").FillAsync(who.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await page.GetByLabel("Recovery code", new() { Exact = true }).FillAsync(who.RecoveryCode);
        await page.GetByRole(AriaRole.Button, new() { Name = "Open" }).ClickAsync();
        await page.WaitForURLAsync(address => !address.Contains("/unlock", StringComparison.Ordinal) && !address.Contains("/sign-in", StringComparison.Ordinal));
    }
}
