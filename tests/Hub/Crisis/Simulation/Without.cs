namespace CareConnect.Hub.Tests.Crisis.Simulation;

/// <summary>A part that the engine is made to do without, to see that the simulation notices.</summary>
internal enum Without
{
    Nothing,

    /// <summary>Whoever once claimed a timer acts on it, however late.</summary>
    Fence,

    Auditor,

    /// <summary>A step is paged and then waited for without end.</summary>
    NextStep,
}
