using Microsoft.Net.Http.Headers;

namespace CareConnect.Web.Files;

/// <summary>Styles, fonts, icons and the built client. The same for everyone, so they may be compressed and kept.</summary>
public static class SiteFiles
{
    private static readonly string[] Kept = ["/fonts", "/app/chunks", "/app/assets"];

    public static IServiceCollection AddSiteFiles(this IServiceCollection services) =>
        services.AddResponseCompression(options =>
        {
            options.EnableForHttps = true;
            options.MimeTypes = ["text/css", "text/javascript", "image/svg+xml", "application/manifest+json"];
        });

    public static IApplicationBuilder UseSiteFiles(this IApplicationBuilder app)
    {
        // Pages are never compressed: they carry secrets beside what others may have written (BREACH).
        app.UseResponseCompression();
        return app.UseStaticFiles(new StaticFileOptions
        {
            OnPrepareResponse = file =>
            {
                // A name with a hash in it, or a ?v= of the file's hash, never changes its content.
                var request = file.Context.Request;
                var forEver = request.Query.ContainsKey("v") || Kept.Any(folder => request.Path.StartsWithSegments(folder));
                file.Context.Response.Headers[HeaderNames.CacheControl] = forEver ? "public, max-age=31536000, immutable" : "no-cache";
            },
        });
    }
}
