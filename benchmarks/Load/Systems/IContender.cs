using CareConnect.Load.Wire;

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

internal interface IRunning : IAsyncDisposable
{
    /// <summary>All processes that it consists of, with its database and its broker.</summary>
    IReadOnlyList<int> Processes { get; }

    Task<IFleet> Connect(Recorder recorder);

    /// <summary>Messages that it has stored, each counted once; null for what stores none.</summary>
    Task<long?> Stored();

    /// <summary>Opens one more connection, as a page or app does when it starts, with what it reads at once.</summary>
    /// <param name="number">Which one: there may be more than people, each with several devices.</param>
    Task<Connection> Open(int number);
}
