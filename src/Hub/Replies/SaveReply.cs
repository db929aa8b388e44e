using CareConnect.Domain.People;
using CareConnect.Hub.Accounts;
using CareConnect.Hub.Storage;
using CareConnect.Protocol;
using MediatR;

namespace CareConnect.Hub.Replies;

/// <summary>Why a reply template was not stored.</summary>
public enum ReplyFault
{
    /// <summary>A title or a text is missing in one of the two languages.</summary>
    Missing,

    /// <summary>A title has over 60 characters, or a text over 1,000.</summary>
    TooLong,

    /// <summary>There are a hundred already, or the one to change was taken away meanwhile.</summary>
    TooMany,

    /// <summary>Only an administrator writes them.</summary>
    NotAllowed,
}

/// <summary>Stores a reply template, in both languages: a new one for an empty id, else in the place of the one before.</summary>
/// <returns>Null when it was stored.</returns>
public sealed record SaveReply(Caller By, ReplyTemplate Template) : IRequest<ReplyFault?>;

internal sealed class SaveReplyHandler(WriterQueue writer, TimeProvider clock) : IRequestHandler<SaveReply, ReplyFault?>
{
    internal const int LongestTitle = 60, LongestText = 1000, Most = 100;

    public async Task<ReplyFault?> Handle(SaveReply request, CancellationToken cancellationToken)
    {
        if (!request.By.Role.May(Act.KeepReplies)) return ReplyFault.NotAllowed;
        var (id, titleEn, textEn, titleEs, textEs) = request.Template;
        string[] titles = [titleEn.Trim(), titleEs.Trim()], texts = [textEn.Trim(), textEs.Trim()];
        if (titles.Concat(texts).Any(words => words.Length == 0)) return ReplyFault.Missing;
        if (titles.Any(title => title.Length > LongestTitle) || texts.Any(text => text.Length > LongestText)) return ReplyFault.TooLong;
        return await writer.Run<ReplyFault?>(tx =>
        {
            if (id != Guid.Empty)
            {
                return tx.Execute(
                    "UPDATE ReplyTemplates SET TitleEn = ?2, TextEn = ?3, TitleEs = ?4, TextEs = ?5 WHERE Id = ?1",
                    id, titles[0], texts[0], titles[1], texts[1]) == 1 ? null : ReplyFault.TooMany;
            }

            if (tx.Number("SELECT COUNT(*) FROM ReplyTemplates") >= Most) return ReplyFault.TooMany;
            tx.Execute(
                """
                INSERT INTO ReplyTemplates (Id, Position, TitleEn, TextEn, TitleEs, TextEs)
                VALUES (?1, (SELECT COALESCE(MAX(Position), 0) + 1 FROM ReplyTemplates), ?2, ?3, ?4, ?5)
                """,
                Guid.CreateVersion7(clock.GetUtcNow()), titles[0], texts[0], titles[1], texts[1]);
            return null;
        });
    }
}
