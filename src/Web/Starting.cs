using CareConnect.Hub;
using CareConnect.Hub.Clinic;
using CareConnect.Hub.Paging;
using CareConnect.Hub.Protection;
using CareConnect.Hub.Rules;
using CareConnect.Hub.Storage;
using CareConnect.Web.Backup;
using CareConnect.Web.Rules;
using CareConnect.Web.Telemetry;
using Microsoft.AspNetCore.Connections;

namespace CareConnect.Web;

/// <summary>Starts, and says in words what a person who starts the program can put right.</summary>
public static class Starting
{
    /// <returns>The program's exit code.</returns>
    public static async Task<int> RunCareConnect(this WebApplication app, string[] arguments)
    {
        if (arguments is ["replay", ..]) return await app.Replay();
        if (CopyCommands.Has(arguments)) return await app.RunCopy(arguments);
        try
        {
            Exporting.Check(app.Configuration);
            await app.PrepareCareConnect();
            await app.RunAsync();
            return 0;
        }
        catch (OtherModeException other)
        {
            return await Say(other.Message);
        }
        catch (DatabaseSettingsException database)
        {
            return await Say(database.Message);
        }
        catch (TelemetrySettingsException telemetry)
        {
            return await Say(telemetry.Message);
        }
        catch (PagingSettingsException setting)
        {
            return await Say(setting.Message);
        }
        catch (KeyProtectionException keys)
        {
            return await Say(keys.Message);
        }
        catch (BadRulePackException bad)
        {
            return await Say(string.Join(Environment.NewLine, app.Refused(bad)));
        }
        catch (IOException taken) when (taken.InnerException is AddressInUseException)
        {
            return await Say($"{taken.Message} Stop what listens there, or choose another address with --urls.");
        }
    }

    private static async Task<int> Say(string words)
    {
        await Console.Error.WriteLineAsync(words);
        return 1;
    }
}
