namespace CareConnect.Hub.Backup;

/// <summary>A copy that was not made, or does not hold what it should. The message is for whoever runs the clinic.</summary>
public sealed class CopyException(string message) : Exception(message);
