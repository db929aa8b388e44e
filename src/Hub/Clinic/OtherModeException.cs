namespace CareConnect.Hub.Clinic;

/// <summary>A demo's database in real use, or a real one in a demo. The message is for whoever starts the program.</summary>
public sealed class OtherModeException(string message) : InvalidOperationException(message);
