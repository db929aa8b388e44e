using System.Globalization;
using System.Text.Unicode;
using CareConnect.Hub;
using CareConnect.Protocol;
using CareConnect.Web;
using CareConnect.Web.Access;
using CareConnect.Web.Api;
using CareConnect.Web.Coverage;
using CareConnect.Web.Demo;
using CareConnect.Web.Draining;
using CareConnect.Web.Errors;
using CareConnect.Web.Files;
using CareConnect.Web.Health;
using CareConnect.Web.Help;
using CareConnect.Web.Languages;
using CareConnect.Web.Pages;
using CareConnect.Web.Security;
using CareConnect.Web.SigningIn;
using CareConnect.Web.Telemetry;
using Microsoft.Extensions.WebEncoders;
using Serilog;
using Serilog.Events;
using Serilog.Formatting.Compact;

if (args is ["healthy", var address]) return await AskHealth.Ask(address);

var builder = WebApplication.CreateBuilder(args);
var settings = builder.Configuration;
settings.AddSecrets();
var demo = settings.GetValue<bool>("Demo");
if (settings[WebHostDefaults.ServerUrlsKey] is null) builder.WebHost.UseUrls("http://localhost:8080");
builder.WebHost.ConfigureKestrel(kestrel =>
{
    kestrel.AddServerHeader = false;
    kestrel.Limits.MaxRequestBodySize = Limits.HttpBody;
    kestrel.Limits.MaxRequestHeadersTotalSize = 16 * 1024;
    kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
});
// Ids only: no names, no addresses with questions in them, no bodies.
builder.Services.AddSerilog(log =>
{
    log.MinimumLevel.Information()
        .MinimumLevel.Override("Microsoft", LogEventLevel.Warning)
        .MinimumLevel.Override("Microsoft.Hosting.Lifetime", LogEventLevel.Information)
        .MinimumLevel.Override("System", LogEventLevel.Warning);
    if (settings.GetValue<bool>("Log:Json")) log.WriteTo.Console(new CompactJsonFormatter());
    else log.WriteTo.Console(formatProvider: CultureInfo.InvariantCulture, outputTemplate: "{Timestamp:HH:mm:ss} {Level:u3} {Message:lj}{NewLine}{Exception}");
});

builder.Services.AddCareConnectHub(settings);
builder.Services.AddExporting(settings);
builder.Services.AddBehindProxy(settings).AddSessions().AddAccess().AddDoors(settings).AddReadyChecks().AddDraining();
builder.Services.AddLanguages().AddHelp(settings, demo).AddDemo(settings, demo).AddSiteFiles().AddPages();
builder.Services.AddOpenApi(options => options.AddDocumentTransformer((document, _, _) =>
{
    document.Info.Title = "CareConnect";
    return Task.CompletedTask;
}));
builder.Services.Configure<WebEncoderOptions>(encoder => encoder.TextEncoderSettings = new(UnicodeRanges.All));

var app = builder.Build();
app.UseForwardedHeaders();
app.UseSecurityHeaders();
app.UseRequestLocalization();
app.UseErrorPages();
app.UseDraining();
app.UseHttpsNeeded();
app.UseSiteFiles();
app.UseOriginCheck();
app.UseRouting();
app.UseAuthentication();
app.UseOpenSessions();
app.UseNotFound();
app.UseRateLimiter();
app.UseAuthorization();
app.UseReadableForms();
app.UseAntiforgery();

app.MapReadyChecks();
app.MapCrisisCheck();
app.MapSessions();
app.MapDemo(demo);
app.MapTellMyTeam();
app.MapCalendarFeed();
app.MapRazorPages();
app.MapCareApi();
app.MapCareHub();
app.MapOpenApi("/openapi/{documentName}.json").AllowAnonymous();
return await app.RunCareConnect(args);

/// <summary>The whole clinic as one program.</summary>
public partial class Program;
