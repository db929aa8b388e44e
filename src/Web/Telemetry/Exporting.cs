using System.Reflection;
using CareConnect.Hub.Telemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace CareConnect.Web.Telemetry;

/// <summary>
/// Measures and spans to an OpenTelemetry collector, where <c>Telemetry:Endpoint</c> names one (<c>http://collector:4317</c> for
/// <c>Telemetry:Protocol</c> <c>grpc</c>, the default; <c>http://collector:4318/</c> for <c>http</c>). Without it nothing leaves this process.
/// </summary>
public static class Exporting
{
    public const string Section = "Telemetry";

    // Of the framework: what it counts of connections, requests and itself.
    private static readonly string[] Meters =
        [Measures.Name, "CareConnect.Hub.Backplane", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Http.Connections", "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime"];

    // SignalR's spans: one a call, by the name of its method.
    private static readonly string[] Sources = [Measures.Name, "Microsoft.AspNetCore.SignalR.Server"];

    /// <summary>What is wrong with the settings is said by <see cref="Check"/> at start.</summary>
    public static IServiceCollection AddExporting(this IServiceCollection services, IConfiguration configuration)
    {
        var section = configuration.GetSection(Section);
        if (Fault(section) is not null || section["Endpoint"] is not { Length: > 0 } endpoint) return services;
        var (address, protocol) = (new Uri(endpoint), section["Protocol"] == "http" ? OtlpExportProtocol.HttpProtobuf : OtlpExportProtocol.Grpc);
        services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.Clear().AddService(
                "careconnect", serviceVersion: typeof(Exporting).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion,
                serviceInstanceId: Guid.CreateVersion7().ToString()))
            .WithMetrics(metrics => metrics.AddMeter(Meters).AddOtlpExporter((exporter, reader) =>
            {
                Direct(exporter, address, protocol, "metrics");
                reader.PeriodicExportingMetricReaderOptions.ExportIntervalMilliseconds = 1000 * section.GetValue("Seconds", 15);
            }))
            .WithTracing(traces => traces.AddSource(Sources).AddAspNetCoreInstrumentation(options => options.Filter = IsWorthATrace)
                .AddProcessor(new OnlyKnown()).AddOtlpExporter(exporter => Direct(exporter, address, protocol, "traces")));
        return services;
    }

    /// <exception cref="TelemetrySettingsException">A setting is none.</exception>
    public static void Check(IConfiguration configuration)
    {
        if (Fault(configuration.GetSection(Section)) is { } fault) throw new TelemetrySettingsException(fault);
    }

    private static void Direct(OtlpExporterOptions exporter, Uri address, OtlpExportProtocol protocol, string signal)
    {
        exporter.Protocol = protocol;
        exporter.Endpoint = protocol == OtlpExportProtocol.Grpc ? address : new Uri(address, $"v1/{signal}");
    }

    // A load balancer asks every second.
    private static bool IsWorthATrace(HttpContext context) => !context.Request.Path.StartsWithSegments("/health");

    private static string? Fault(IConfiguration section) =>
        section["Endpoint"] is { Length: > 0 } endpoint && !(Uri.TryCreate(endpoint, UriKind.Absolute, out var address) && address.Scheme is "http" or "https")
            ? "Telemetry:Endpoint is not an http or https address."
            : section["Protocol"] is not (null or "" or "grpc" or "http") ? "Telemetry:Protocol is neither grpc nor http."
            : section["Seconds"] is { } seconds && (!int.TryParse(seconds, out var every) || every is < 1 or > 3600) ? "Telemetry:Seconds is not a number from 1 to 3600."
            : null;
}

/// <summary>The program does not start with it, and says which setting to put right.</summary>
public sealed class TelemetrySettingsException(string message) : Exception(message);
