using CareConnect.Domain.People;
using CareConnect.Hub.Accounts;
using CareConnect.Hub.Storage;

namespace CareConnect.Hub.Rules;

/// <summary>Who may do something that a role alone decides, asked of the database at the moment itself.</summary>
internal static class RulesAccess
{
    public static bool May(Sql sql, Caller by, Act act) =>
        sql.Number("SELECT Role FROM Accounts WHERE Id = ?1 AND Enabled", by.Account) is { } role && ((Role)role).May(act);
}
