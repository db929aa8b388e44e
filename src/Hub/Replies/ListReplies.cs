using CareConnect.Hub.Accounts;
using CareConnect.Hub.Storage;
using CareConnect.Protocol;
using MediatR;

namespace CareConnect.Hub.Replies;

/// <summary>The clinic's reply templates; null for who is not staff.</summary>
public sealed record ListReplies(Caller By) : IRequest<ReplyTemplates?>;

internal sealed class ListRepliesHandler(Readers readers) : IRequestHandler<ListReplies, ReplyTemplates?>
{
    public Task<ReplyTemplates?> Handle(ListReplies request, CancellationToken cancellationToken) => Task.FromResult(
        !request.By.IsStaff ? null : new ReplyTemplates([.. readers.Read(sql => sql.List(
            "SELECT Id, TitleEn, TextEn, TitleEs, TextEs FROM ReplyTemplates ORDER BY Position, Id",
            row => new ReplyTemplate(row.GetGuid(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetString(4))))]));
}
