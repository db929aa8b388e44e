namespace CareConnect.Hub.Backplane;

/// <summary>Whom a push is for, as a name: it is a key of the local index and the last part of a Redis channel.</summary>
internal static class Address
{
    public const string Everyone = "all";

    public static string Connection(string connectionId) => "connection:" + connectionId;

    public static string User(string userId) => "user:" + userId;

    public static string Group(string groupName) => "group:" + groupName;
}
