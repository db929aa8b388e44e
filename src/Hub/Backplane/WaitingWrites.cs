using Microsoft.AspNetCore.SignalR;

namespace CareConnect.Hub.Backplane;

/// <summary>What waits for one connection, the urgent first. Not thread-safe.</summary>
internal sealed class WaitingWrites
{
    private readonly Queue<(SerializedHubMessage Message, int Size)> _urgent = new();
    private readonly Queue<(SerializedHubMessage Message, int Size)> _ordinary = new();

    public int Count => _urgent.Count + _ordinary.Count;

    public int Bytes { get; private set; }

    public void Add(SerializedHubMessage message, int size, bool urgent)
    {
        (urgent ? _urgent : _ordinary).Enqueue((message, size));
        Bytes += size;
    }

    public SerializedHubMessage? Next()
    {
        if (!_urgent.TryDequeue(out var next) && !_ordinary.TryDequeue(out next)) return null;
        Bytes -= next.Size;
        return next.Message;
    }

    public void Clear()
    {
        _urgent.Clear();
        _ordinary.Clear();
        Bytes = 0;
    }
}
