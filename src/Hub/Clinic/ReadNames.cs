using CareConnect.Hub.Keys;
using CareConnect.Hub.Storage;
using MediatR;

namespace CareConnect.Hub.Clinic;

/// <summary>Names of staff and teams, from the newest clinic manifest and nowhere else.</summary>
public sealed record ReadNames : IRequest<SignedNames>;

/// <param name="ById">Name by the id of the person or team.</param>
public sealed record SignedNames(IReadOnlyDictionary<string, string> ById)
{
    /// <summary>Null for who is not listed now.</summary>
    public string? Of(string? id) => id is null ? null : ById.GetValueOrDefault(id);
}

internal sealed class ReadNamesHandler(Readers readers, LinkCache cache) : IRequestHandler<ReadNames, SignedNames>
{
    public Task<SignedNames> Handle(ReadNames request, CancellationToken cancellationToken) => Task.FromResult(
        readers.Snapshot(sql => new SignedNames(
            new StoredLinks(sql, cache).Clinic()?.Members.ToDictionary(member => member.Principal.ToString(), member => member.Name) ?? [])));
}
