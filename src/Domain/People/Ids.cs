namespace CareConnect.Domain.People;

/// <summary>A person's id: the name of their first card, base64url, 43 characters.</summary>
public readonly record struct PersonId(string Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value;
}

/// <summary>A team's id: the name of its first manifest, base64url, 43 characters.</summary>
public readonly record struct TeamId(string Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value;
}

/// <summary>A conversation's id: the name of its first manifest, base64url, 43 characters.</summary>
public readonly record struct ConversationId(string Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value;
}

/// <summary>A patient's record in the clinic. It is there before any key is, and stays when keys are replaced.</summary>
public readonly record struct RecordId(Guid Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}
