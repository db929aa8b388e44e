using System.Data.Common;

namespace CareConnect.Hub.Storage;

/// <summary>The one writer's transaction, as a work item sees it. Valid only while the item runs.</summary>
public sealed class WriteTransaction : Sql
{
    internal WriteTransaction(DbConnection connection)
        : base(connection)
    {
    }

    /// <summary>From here to the commit no other process writes.</summary>
    internal void Begin()
    {
        LookAgain();
        Execute(Dialect.BeginWrite);
    }
}
