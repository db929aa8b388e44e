using CareConnect.Hub.Crisis;
using MediatR;

namespace CareConnect.Web.Help;

/// <summary>Whether anybody at the clinic would be paged now. The help page stands even when this cannot be known.</summary>
public sealed partial class ClinicWatch(ISender sender, ILogger<ClinicWatch> logger)
{
    /// <summary>True only when it is certain that nobody would be: then the page says so.</summary>
    public async Task<bool> NobodyThere(CancellationToken cancellation)
    {
        try
        {
            return !(await sender.Send(new ReadCrisisCover(null), cancellation)).AnyoneThere;
        }
        catch (Exception failure) when (failure is not (OutOfMemoryException or OperationCanceledException))
        {
            // 988 and the numbers need no database: a failing one must not take them away.
            NotKnown(logger, failure);
            return false;
        }
    }

    [LoggerMessage(1, LogLevel.Error, "Whether anybody is on call could not be read for the help page")]
    private static partial void NotKnown(ILogger logger, Exception failure);
}
