namespace CareConnect.Web.Security;

/// <summary>
/// Settings that are secrets, from files: the setting <c>Secrets</c> names a folder in which each file is a setting, such as
/// <c>ConnectionStrings__Clinic</c>. What stands there goes before what stands elsewhere.
/// </summary>
public static class Secrets
{
    public static void AddSecrets(this ConfigurationManager settings)
    {
        if (settings["Secrets"] is { Length: > 0 } folder) settings.AddKeyPerFile(Path.GetFullPath(folder));
    }
}
