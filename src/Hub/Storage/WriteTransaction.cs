using Microsoft.Data.Sqlite;

namespace CareConnect.Hub.Storage;

/// <summary>The one writer's transaction, as a work item sees it. Valid only while the item runs.</summary>
public sealed class WriteTransaction : Sql
{
    internal WriteTransaction(SqliteConnection connection)
        : base(connection)
    {
    }
}
