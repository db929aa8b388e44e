namespace CareConnect.Crypto.Verification;

/// <summary>
/// Where the one pure verifier finds links. It must answer only with links whose own chain was checked
/// (<see cref="CardRules"/>, <see cref="ManifestRules"/>) up to and including them.
/// </summary>
public interface ILinks
{
    /// <summary>The card of this name, or null when it is not known.</summary>
    Card? Card(Hash name);

    /// <summary>The manifest (clinic, team) of this name, or null when it is not known.</summary>
    Manifest? Manifest(Hash name);

    /// <summary>Every known card of a person, oldest first and without gaps; empty when the person is not known.</summary>
    IReadOnlyList<Card> Cards(Hash person);

    /// <summary>
    /// Name of the newest link of a person's, team's or clinic's chain. The hub answers, and the verifier then demands exactly it.
    /// Readers answer null: then "at or after" is enough.
    /// </summary>
    Hash? Newest(Hash chain);
}
