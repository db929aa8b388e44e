namespace CareConnect.Web.Errors;

/// <summary>Errors in plain words for people; the bare code for programs.</summary>
public static class ErrorPages
{
    public static IApplicationBuilder UseErrorPages(this IApplicationBuilder app)
    {
        app.UseExceptionHandler("/error/500");
        return app.UseWhen(
            context => !context.Request.Path.StartsWithSegments("/api") && !context.Request.Path.StartsWithSegments("/hub"),
            pages => pages.UseStatusCodePagesWithReExecute("/error/{0}"));
    }

    /// <summary>An unknown address is unknown to everyone; nobody is asked to sign in for it.</summary>
    public static IApplicationBuilder UseNotFound(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        if (context.GetEndpoint() is not null) return next(context);
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    });
}
