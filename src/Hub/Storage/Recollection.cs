namespace CareConnect.Hub.Storage;

/// <summary>Answers of one connection, as long as the revision is the one under which they were given.</summary>
internal sealed class Recollection
{
    // More than the people and threads of a big clinic's day; then it begins anew.
    private const int Most = 50_000;

    private readonly Dictionary<(string Question, string About), object> answers = [];
    private long revision = -1;

    /// <summary>Whether the revision was looked at since the database may have changed.</summary>
    public bool IsCurrent { get; private set; }

    public void Begin(long now)
    {
        if (now != revision || answers.Count > Most)
            answers.Clear();
        (revision, IsCurrent) = (now, true);
    }

    public bool TryFind(string question, string about, out object? answer) => answers.TryGetValue((question, about), out answer);

    public void Keep(string question, string about, object answer) => answers[(question, about)] = answer;

    public void LookAgain() => IsCurrent = false;

    public void Forget()
    {
        answers.Clear();
        (revision, IsCurrent) = (-1, false);
    }
}
