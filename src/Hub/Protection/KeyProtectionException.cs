namespace CareConnect.Hub.Protection;

/// <summary>The keys that protect cookies and addresses cannot be opened or kept safe. The message is for whoever starts the program.</summary>
public sealed class KeyProtectionException(string message) : Exception(message);
