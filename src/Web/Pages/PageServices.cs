using CareConnect.Web.Access;
using CareConnect.Web.Pages.Patient;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ApplicationModels;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace CareConnect.Web.Pages;

/// <summary>Which folder of pages is for whom. What is not named here needs a session.</summary>
public static class PageServices
{
    public static IServiceCollection AddPages(this IServiceCollection services)
    {
        services.AddScoped<MyThreads>().AddScoped<TeamsToWriteTo>();
        services.AddRouting(options => options.ConstraintMap["circle"] = typeof(CircleRoute));
        services.AddRazorPages(options =>
        {
            var pages = options.Conventions;
            pages.AllowAnonymousToFolder("/Help").AllowAnonymousToFolder("/Errors");
            pages.AllowAnonymousToPage("/Entry/SignIn").AllowAnonymousToPage("/Entry/Setup").AllowAnonymousToPage("/Entry/Join");
            // Sends who comes without their cookie on to sign in, and asks the hub about everyone else.
            pages.AllowAnonymousToPage("/Responder/Answer");
            pages.AuthorizeFolder("/Patient", Policies.Patient).AuthorizeFolder("/Staff", Policies.Staff);
            pages.AuthorizeFolder("/Administration", Policies.Administrator).AddFolderApplicationModelConvention("/Administration", KeysFirst);
            pages.AddPageRoute("/Administration/Rules", "rules/version/{version}");
            pages.AuthorizePage("/Staff/Crisis", Policies.CrisisTeam);
            pages.AuthorizeFolder("/Coverage", Policies.Coverage);
            pages.AddPageRoute("/Coverage/Policy", "/coverage/policies/{id:guid}");
            pages.AddFolderApplicationModelConvention("/Patient", KeysFirst);
            pages.AddFolderApplicationModelConvention("/Staff", KeysFirst);
        }).AddViewLocalization();
        // No page writes names as jQuery does, and of a name that has a bracket too few they make an exception.
        services.Configure<MvcOptions>(options =>
        {
            options.ValueProviderFactories.RemoveType<JQueryFormValueProviderFactory>();
            options.ValueProviderFactories.RemoveType<JQueryQueryStringValueProviderFactory>();
        });
        return services;
    }

    private static void KeysFirst(PageApplicationModel page) => page.Filters.Add(new EnrolFirst());
}
