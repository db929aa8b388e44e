using System.Data.Common;
using CareConnect.Hub.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace CareConnect.Hub.Backup;

/// <summary>A column as the store has it.</summary>
/// <param name="Type">Of its values: the same in both stores.</param>
internal sealed record CopiedColumn(string Name, Type Type, string StoreType)
{
    public object? Read(DbDataReader row, int at) => row.IsDBNull(at) ? null
        : Type == typeof(string) ? row.GetString(at)
        : Type == typeof(long) ? row.GetInt64(at)
        : Type == typeof(int) ? row.GetInt32(at)
        : Type == typeof(bool) ? row.GetBoolean(at)
        : Type == typeof(Guid) ? row.GetGuid(at)
        : Type == typeof(byte[]) ? row.GetFieldValue<byte[]>(at)
        : throw new NotSupportedException($"{Name} holds {Type}.");
}

/// <summary>A table of the model, as the store has it.</summary>
/// <param name="Title">Its name in both stores.</param>
/// <param name="Columns">In the same order in both.</param>
/// <param name="Key">Names of the columns that order its rows.</param>
internal sealed record CopiedTable(string Title, string Name, IReadOnlyList<CopiedColumn> Columns, IReadOnlyList<string> Key)
{
    public string ColumnList => string.Join(", ", Columns.Select(column => Quoted(column.Name)));

    public string QuotedName => Quoted(Name);

    public string SelectAll => $"SELECT {ColumnList} FROM {QuotedName} ORDER BY {string.Join(", ", Key.Select(Quoted))}";

    /// <summary>All tables, each after those that it refers to.</summary>
    public static IReadOnlyList<CopiedTable> All(ClinicDb db)
    {
        var waiting = db.Model.GetRelationalModel().Tables.OrderBy(table => table.Name, StringComparer.OrdinalIgnoreCase).ToList();
        var ordered = new List<ITable>();
        while (waiting.Count > 0)
        {
            var free = waiting.Where(table => table.ForeignKeyConstraints.All(
                key => key.PrincipalTable == table || ordered.Contains(key.PrincipalTable))).ToList();
            if (free.Count == 0) throw new InvalidOperationException("Tables refer to each other in a circle.");
            ordered.AddRange(free);
            waiting.RemoveAll(free.Contains);
        }

        return [.. ordered.Select(Of)];
    }

    private static CopiedTable Of(ITable table) => new(
        Lower(table.Name), table.Name,
        [.. table.Columns.OrderBy(column => column.Name, StringComparer.OrdinalIgnoreCase).Select(column => new CopiedColumn(
            column.Name, Nullable.GetUnderlyingType(column.ProviderClrType) ?? column.ProviderClrType, column.StoreType))],
        [.. table.PrimaryKey!.Columns.Select(column => column.Name)]);

    private static string Quoted(string name) => $"\"{name}\"";

#pragma warning disable CA1308 // As PostgreSQL has them.
    private static string Lower(string name) => name.ToLowerInvariant();
#pragma warning restore CA1308
}
