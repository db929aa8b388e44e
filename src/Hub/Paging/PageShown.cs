using CareConnect.Hub.Crisis;
using CareConnect.Hub.Storage;
using MediatR;

namespace CareConnect.Hub.Paging;

/// <summary>
/// A browser has shown a page that was pushed to it. Whoever knows the page's id may say so, signed in or not: it came to
/// that browser alone, encrypted.
/// </summary>
/// <remarks>Answers whether there is such a page.</remarks>
public sealed record PageShown(Guid Page) : IRequest<bool>;

internal sealed class PageShownHandler(WriterQueue writer, AlertNews news, TimeProvider clock) : IRequestHandler<PageShown, bool>
{
    public async Task<bool> Handle(PageShown request, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        var (alert, changed) = await writer.Run(
            tx => (
                tx.First("SELECT Alert FROM Pages WHERE Id = ?1 AND Way = 'push'", row => (Guid?)row.GetGuid(0), request.Page),
                tx.Execute(
                    """
                    UPDATE Pages SET State = 'delivered', Error = NULL, ChangedAt = ?2
                    WHERE Id = ?1 AND Way = 'push' AND State IN ('waiting', 'sent') AND Attempts > 0
                    """,
                    request.Page, now)),
            Priority.Crisis);
        if (alert is { } told && changed > 0) await news.Tell(told);
        return alert is not null;
    }
}
