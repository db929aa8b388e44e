namespace CareConnect.Hub.Backplane;

/// <summary>Whom a push is for, as a name: a key of the local index, and, as a number, what nodes tell each other they need.</summary>
internal static class Address
{
    public const string Everyone = "all";

    private const string Connections = "connection:";
    private const string Users = "user:";

    public static string Connection(string connectionId) => Connections + connectionId;

    public static string User(string userId) => Users + userId;

    public static string Group(string groupName) => "group:" + groupName;

    public static bool IsConnection(string address) => address.StartsWith(Connections, StringComparison.Ordinal);

    /// <summary>The user of an address that <see cref="User"/> made.</summary>
    public static string UserOf(string address) => address[Users.Length..];

    /// <summary>
    /// The same on every node (FNV-1a, 64 bits). Two addresses that share a number cost a needless push, no more: a node
    /// looks the address itself up before it writes to anybody.
    /// </summary>
    public static ulong Number(string address)
    {
        var hash = 14695981039346656037UL;
        foreach (var letter in address) hash = (hash ^ letter) * 1099511628211UL;
        return hash;
    }
}
