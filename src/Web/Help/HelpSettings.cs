namespace CareConnect.Web.Help;

/// <summary>What a clinic says about itself on the help page. Section <c>Clinic</c> of the settings.</summary>
public sealed class HelpSettings
{
    public const string Section = "Clinic";

    /// <summary>Number for danger to life.</summary>
    public string Emergency { get; init; } = "911";

    /// <summary>Where <em>Leave this page</em> leads: a page that nobody asks about.</summary>
    public Uri LeaveTo { get; init; } = new("https://www.weather.gov/");

    /// <summary>Local numbers, a warm line first.</summary>
    public IReadOnlyList<HelpLine> Lines { get; set; } = [];

    /// <summary>Made-up numbers, shown instead of <see cref="Lines"/> in a demo only.</summary>
    public IReadOnlyList<HelpLine> DemoLines { get; init; } = [];
}

/// <summary>A number to call, in words of both languages.</summary>
public sealed class HelpLine
{
    /// <summary>As dialled: <c>+13035550142</c>.</summary>
    public required string Number { get; init; }

    /// <summary>As written: <c>303 555 0142</c>.</summary>
    public required string Shown { get; init; }

    /// <summary>Its name by language code.</summary>
    public required Dictionary<string, string> Name { get; init; }

    /// <summary>Who answers and when, by language code.</summary>
    public required Dictionary<string, string> About { get; init; }
}

public static class HelpServices
{
    public static IServiceCollection AddHelp(this IServiceCollection services, IConfiguration settings, bool demo)
    {
        ArgumentNullException.ThrowIfNull(settings);
        services.Configure<HelpSettings>(settings.GetSection(HelpSettings.Section));
        if (demo) services.PostConfigure<HelpSettings>(help => help.Lines = help.DemoLines);
        return services.AddSingleton<HelpLines>().AddScoped<ClinicWatch>();
    }
}
