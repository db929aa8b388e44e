namespace CareConnect.Load;

/// <summary>Connected people of one system; what they send and get is told to a <see cref="Recorder"/>.</summary>
internal interface IFleet : IAsyncDisposable
{
    /// <summary>Sends a message of a thread, by whoever writes it. Returns at once.</summary>
    void Send(int thread, int sequence);
}
