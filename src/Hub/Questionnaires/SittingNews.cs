using CareConnect.Hub.Crisis;
using CareConnect.Hub.Queue;
using CareConnect.Hub.Tasks;
using Microsoft.Extensions.Logging;

namespace CareConnect.Hub.Questionnaires;

/// <summary>After the commit: pages the alert, and tells the team about the row and the tasks.</summary>
internal sealed partial class SittingNews(AlertPager pager, QueueNews queue, TaskNews tasks, ILogger<SittingNews> logger)
{
    public void Tell(Guid sitting, Followed followed)
    {
        if (followed.Alert is { } alert)
        {
            Raised(logger, sitting, alert);
            pager.PageNow(alert);
            if (followed.Failure is { } failure) AlertAlone(logger, alert, failure);
        }

        if (followed.Item is { } item) queue.Tell(item);
        if (followed.Tasks is { } record) tasks.Tell(record);
    }

    [LoggerMessage(2, LogLevel.Critical, "Alert {Alert} was raised, but its row of the queue or its tasks could not be stored")]
    private static partial void AlertAlone(ILogger logger, Guid alert, Exception failure);

    [LoggerMessage(1, LogLevel.Information, "Sitting {Sitting} raised alert {Alert}")]
    private static partial void Raised(ILogger logger, Guid sitting, Guid alert);
}
