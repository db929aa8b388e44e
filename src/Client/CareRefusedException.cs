namespace CareConnect.Client;

/// <summary>The server, or a check of what it served, refused where a well-behaved client and server never do.</summary>
public sealed class CareRefusedException(string refusal) : Exception($"Refused: {refusal}")
{
    /// <summary>A name of <see cref="Protocol.HubErrors"/> or of a <see cref="Crypto.Verification.Refusal"/>.</summary>
    public string Refusal { get; } = refusal;
}
