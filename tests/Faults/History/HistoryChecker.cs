namespace CareConnect.Faults.Tests.History;

/// <summary>
/// Judges a run by what its clients recorded: acknowledged is a subset of delivered, one order for everybody, nothing doubled
/// and nothing from nowhere. Pure; it knows nothing of hubs, keys or databases.
/// </summary>
internal static class HistoryChecker
{
    public static IReadOnlyList<Broken> Check(IReadOnlyCollection<Happening> history, Ending ending)
    {
        var broken = new List<Broken>();
        var ordered = history.OrderBy(each => each.At).ToList();
        foreach (var (conversation, log) in ending.Logs)
            new OneConversation(conversation, log, broken).Check(ordered, ending.Readers[conversation]);
        foreach (var stray in ordered.Where(each => ConversationOf(each) is { } name && !ending.Logs.ContainsKey(name)))
            broken.Add(new(Breach.NotDelivered, $"{ConversationOf(stray)} of {stray.Client} is in no log at the end"));
        AlertChecks.Check(ordered, ending, broken);
        return broken;
    }

    private static string? ConversationOf(Happening happening) => happening switch
    {
        Sent each => each.Conversation,
        Acknowledged each => each.Conversation,
        Applied each => each.Conversation,
        Pushed each => each.Conversation,
        _ => null,
    };

    private sealed class OneConversation(string name, IReadOnlyList<LogLine> log, List<Broken> broken)
    {
        private readonly Dictionary<ulong, LogLine> byNumber = [];
        private readonly Dictionary<string, ulong> byWords = [];

        public void Check(List<Happening> history, IReadOnlyList<string> readers)
        {
            var sent = new Dictionary<string, Sent>();
            foreach (var each in history.OfType<Sent>().Where(each => each.Conversation == name)) sent.TryAdd(each.Words, each);
            CheckLog(sent);
            CheckAcknowledged(history.OfType<Acknowledged>().Where(each => each.Conversation == name));
            CheckOrder(sent.Values, history.OfType<Acknowledged>().Where(each => each.Conversation == name));
            CheckPushes(history.OfType<Pushed>().Where(each => each.Conversation == name));
            CheckFetches(history);
            foreach (var reader in readers) CheckReader(reader, history.Where(each => each.Client == reader));
            foreach (var each in history.OfType<Unreadable>().Where(each => each.Conversation == name))
                Add(Breach.Unreadable, $"{each.Client} could not read {each.Number}: {each.Why}");
            foreach (var each in history.OfType<Refused>().Where(each => each.Conversation == name))
                Add(Breach.Refused, $"{each.Words} of {each.Client}: {each.Error}");
        }

        private void CheckLog(Dictionary<string, Sent> sent)
        {
            for (var at = 0; at < log.Count; at++)
            {
                var line = log[at];
                if (line.Number != (ulong)at + 1) Add(Breach.Diverged, $"number {line.Number} stands at place {at + 1}");
                byNumber.TryAdd(line.Number, line);
                if (line.Words is not { } words) continue;
                if (!byWords.TryAdd(words, line.Number)) Add(Breach.Doubled, $"{words} is in the log at {byWords[words]} and {line.Number}");
                if (!sent.TryGetValue(words, out var origin)) Add(Breach.Phantom, $"{words} at {line.Number} was sent by nobody");
                else if (origin.Client != line.Author) Add(Breach.Phantom, $"{words} at {line.Number} is {line.Author}'s, but {origin.Client} sent it");
            }
        }

        private void CheckAcknowledged(IEnumerable<Acknowledged> acknowledged)
        {
            var first = new Dictionary<string, ulong>();
            foreach (var each in acknowledged)
            {
                if (!first.TryAdd(each.Words, each.Number) && first[each.Words] != each.Number)
                    Add(Breach.Doubled, $"{each.Words} was acknowledged as {first[each.Words]} and as {each.Number}");
                if (!byNumber.TryGetValue(each.Number, out var line) || line.Words != each.Words)
                    Add(Breach.Lost, $"{each.Words} was acknowledged as {each.Number}, where the log has {line?.Words ?? "nothing"}");
            }
        }

        // What was acknowledged before another was sent stands before it, whoever sent them.
        private void CheckOrder(IEnumerable<Sent> sent, IEnumerable<Acknowledged> acknowledged)
        {
            var done = new Queue<Acknowledged>(acknowledged);
            Acknowledged? highest = null;
            foreach (var each in sent.OrderBy(each => each.At))
            {
                while (done.TryPeek(out var next) && next.At < each.At)
                {
                    done.Dequeue();
                    if (highest is null || next.Number > highest.Number) highest = next;
                }

                if (highest is not null && byWords.TryGetValue(each.Words, out var number) && number < highest.Number)
                    Add(Breach.Reordered, $"{each.Words} became {number}, but was sent after {highest.Words} was acknowledged as {highest.Number}");
            }
        }

        private void CheckPushes(IEnumerable<Pushed> pushes)
        {
            foreach (var each in pushes)
            {
                if (!byNumber.TryGetValue(each.Number, out var line)) Add(Breach.Phantom, $"{each.Number} was pushed to {each.Client} and is not in the log");
                else if (line.Hash != each.Hash) Add(Breach.Phantom, $"another {each.Number} was pushed to {each.Client} than the log has");
            }
        }

        private void CheckFetches(List<Happening> history)
        {
            var acknowledged = new Queue<Acknowledged>(history.OfType<Acknowledged>().Where(each => each.Conversation == name));
            ulong highest = 0;
            foreach (var fetch in history.OfType<Fetched>().Where(each => each.Conversation == name).OrderBy(each => each.Began))
            {
                while (acknowledged.TryPeek(out var next) && next.At < fetch.Began) highest = Math.Max(highest, acknowledged.Dequeue().Number);
                if (fetch.Position < highest) Add(Breach.Stale, $"{fetch.Client} read up to {fetch.Position} after {highest} was acknowledged");
            }
        }

        private void CheckReader(string reader, IEnumerable<Happening> mine)
        {
            ulong last = 0;
            var has = new HashSet<ulong>();
            foreach (var each in mine)
            {
                if (each is Died)
                {
                    last = 0;
                    has.Clear();
                    continue;
                }

                if (each is not Applied applied || applied.Conversation != name) continue;
                if (applied.Number <= last) Add(Breach.Diverged, $"{reader} applied {applied.Number} after {last}");
                last = applied.Number;
                has.Add(applied.Number);
                if (!byNumber.TryGetValue(applied.Number, out var line)) Add(Breach.Phantom, $"{reader} read {applied.Words} at {applied.Number}, which is not in the log");
                else if (line.Words != applied.Words) Add(Breach.Diverged, $"{reader} read {applied.Words} at {applied.Number}, where the log has {line.Words ?? "a manifest"}");
            }

            foreach (var line in log.Where(line => line.Words is not null && !has.Contains(line.Number)))
                Add(Breach.NotDelivered, $"{reader} never read {line.Words} at {line.Number}");
        }

        private void Add(Breach breach, string what) => broken.Add(new(breach, $"{name}: {what}"));
    }
}
