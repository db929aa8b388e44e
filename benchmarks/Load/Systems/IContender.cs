using CareConnect.Load.Founding;

namespace CareConnect.Load.Systems;

/// <summary>Something that carries messages, and is measured.</summary>
internal interface IContender
{
    /// <summary>As the results call it.</summary>
    string Name { get; }

    /// <summary>How many messages of a thread it can be given: what checks signatures, only those that were sealed.</summary>
    int Supply(Workload workload);

    /// <summary>Starts it afresh: nothing of an earlier run is in it.</summary>
    Task<IRunning> Start(Workload workload);
}

/// <summary>Who is there, and what they send.</summary>
/// <param name="Folder">Of the founded clinic.</param>
internal sealed record Workload(string Folder, Founded Founded, SealedMessages Messages)
{
    public Cast Cast => Founded.Cast;

    /// <summary>What looks at nothing can be given the same bytes again under another id: two million messages.</summary>
    public static int Endless(Workload workload) => 2_000_000 / workload.Cast.Patients;

    /// <summary>A conversation's name where the system does not give it one: as long as a circle's id.</summary>
    public static string Conversation(int thread) => $"conversation-{thread:D30}";
}

internal interface IRunning : IAsyncDisposable
{
    /// <summary>All processes that it consists of, with its database and its broker.</summary>
    IReadOnlyList<int> Processes { get; }

    Task<IFleet> Connect(Recorder recorder);
}
