using System.Text.Unicode;
using CareConnect.Web.Clinic;
using CareConnect.Web.Languages;
using CareConnect.Web.Security;
using Microsoft.Extensions.WebEncoders;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddLanguages().AddDoors(builder.Configuration);
builder.Services.Configure<ClinicSettings>(builder.Configuration.GetSection(ClinicSettings.Section));
builder.Services.Configure<WebEncoderOptions>(o => o.TextEncoderSettings = new(UnicodeRanges.All));
builder.Services.AddRazorPages().AddViewLocalization();

var app = builder.Build();
app.UseSecurityHeaders();
app.UseRequestLocalization();
app.UseExceptionHandler("/error/500");
app.UseStatusCodePagesWithReExecute("/error/{0}");
app.UseHttpsNeeded();
app.UseStaticFiles();
app.UseOriginCheck();
app.UseRouting();
app.UseRateLimiter();
app.MapRazorPages();
app.Run();

/// <summary>The whole clinic as one program.</summary>
public partial class Program;
