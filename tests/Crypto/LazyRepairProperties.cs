using CareConnect.Crypto.Tests.World;
using CareConnect.Crypto.Verification;
using CsCheck;
using Hash = CareConnect.Crypto.Verification.Hash;

namespace CareConnect.Crypto.Tests;

/// <summary>
/// Lazy repair, the least conventional part: random histories of two devices, changes of team, conversation and clinic, races, and clients
/// that crash between one commit and the next. Whoever sends repairs first; in the end every honest reader agrees.
/// </summary>
public sealed class LazyRepairProperties
{
    private enum Act { SamWrites, TabletWrites, DanaWrites, CleoWrites, CleoJoinsTeam, CleoLeavesTeam, CleoJoinsDirectly, CleoGetsHistory, CleoLeaves, SamRotates, DanaRotates, RaceOfRepairs, RaceOfSends, CleoLeavesClinic, DanaConnects, SamStartsAfresh }

    [Fact]
    public void Every_history_ends_in_agreement()
        => Gen.Int[0, (int)Act.SamStartsAfresh].Select(act => (Act)act).List[1, 14].Sample(acts => new History().Run(acts), iter: 40, threads: 1);

    private sealed class History
    {
        private readonly DemoClinic _clinic = new("history");
        private readonly Actor _tablet;
        private readonly List<(string Text, ulong Epoch)> _sent = [];

        public History()
        {
            _tablet = _clinic.Sam.SecondDevice("history sam's tablet");
            Write(_clinic.Sam);
        }

        public void Run(List<Act> acts)
        {
            foreach (var act in acts) Do(act);
            Write(_clinic.Dana);
            Check();
        }

        private void Do(Act act)
        {
            var (team, thread, cleo) = (_clinic.Team, _clinic.Thread, _clinic.Cleo.Person);
            switch (act)
            {
                case Act.SamWrites: Write(_clinic.Sam); break;
                case Act.TabletWrites: Write(_tablet); break;
                case Act.DanaWrites: Write(_clinic.Dana); break;
                case Act.CleoWrites: if (Reaches(_clinic.Cleo)) Write(_clinic.Cleo); break;
                // These crash before the conversation is repaired: whoever writes next must notice.
                case Act.CleoJoinsTeam when Listed(): ConnectThen(() => _clinic.Change(_clinic.Dana, team, seats => seats.Where(Not(cleo)).Append(new Seat(cleo, Role.Member)))); break;
                case Act.CleoLeavesTeam: ConnectThen(() => _clinic.Change(_clinic.Dana, team, seats => seats.Where(Not(cleo)))); break;
                case Act.CleoJoinsDirectly when Listed() && !IsDirect(): ChangeThread(seats => seats.Append(new Seat(cleo, Role.Member))); break;
                case Act.CleoGetsHistory when IsDirect(): ChangeThread(seats => seats.Select(seat => seat.Principal == cleo ? seat with { Since = 0 } : seat)); break;
                case Act.CleoLeaves when IsDirect(): ChangeThread(seats => seats.Where(Not(cleo))); break;
                case Act.SamRotates: Rotate(_clinic.Sam); _tablet.Reopen(); break;
                case Act.DanaRotates: Rotate(_clinic.Dana); break;
                case Act.RaceOfRepairs: Race(); break;
                case Act.RaceOfSends: RaceOfSends(); break;
                case Act.CleoLeavesClinic when Listed(): _clinic.ChangeClinic(seats => seats.Where(Not(cleo))); break;
                case Act.DanaConnects: Connect(); break;
                case Act.SamStartsAfresh: _clinic.Sam.Reopen(); break;
            }
        }

        private void Write(Actor who)
        {
            var text = $"message {_sent.Count} by {who.Label}";
            _sent.Add((text, who.Send(_clinic.Thread, text).Header.Epoch));
        }

        // "Clients of that team repair it on connecting."
        private void Connect()
        {
            _clinic.Dana.Sync();
            if (!_clinic.Dana.Reader(_clinic.Team).IsStale) return;
            Assert.True(_clinic.Dana.Author.TryRepair(_clinic.Dana.Reader(_clinic.Team), out var link, out var refusal), refusal.ToString());
            Assert.Equal(Refusal.None, _clinic.Server.Commit(link));
        }

        private void ConnectThen(Action change)
        {
            Connect();
            change();
        }

        private void ChangeThread(Func<IEnumerable<Seat>, IEnumerable<Seat>> change)
        {
            _clinic.Dana.RepairIfStale(_clinic.Thread);
            _clinic.Change(_clinic.Dana, _clinic.Thread, change);
        }

        private void Rotate(Actor who)
        {
            using (var unlocked = who.Unlock())
                Assert.Equal(Refusal.None, _clinic.Server.Store(unlocked.ReplaceMethods([UnlockMethod.ByCode(who.Code)], _clinic.Clock.Milliseconds)));
            who.Reopen();
        }

        // Both devices see the same newest links and build; exactly one link is taken, and the loser is told so by name.
        private void Race()
        {
            _clinic.Sam.Sync(_clinic.Thread);
            _clinic.Dana.Sync(_clinic.Thread);
            if (!_clinic.Sam.Author.TryRepair(_clinic.Sam.Reader(_clinic.Thread), out var bySam, out _)) return;
            if (!_clinic.Dana.Author.TryRepair(_clinic.Dana.Reader(_clinic.Thread), out var byDana, out _)) return;
            Assert.Equal(Refusal.None, _clinic.Server.Commit(bySam));
            Assert.Equal(Refusal.WrongNumber, _clinic.Server.Commit(byDana));
        }

        // Sealed by both before either is posted: both are taken, and the second one's author had honestly seen less.
        private void RaceOfSends()
        {
            _clinic.Sam.RepairIfStale(_clinic.Thread);
            _clinic.Dana.RepairIfStale(_clinic.Thread);
            foreach (var (who, message) in new[] { _clinic.Sam, _clinic.Dana }.Select(who => (who, Seal(who))).ToArray())
            {
                Assert.Equal(Refusal.None, _clinic.Server.Post(message.Bytes.ToArray()).Refusal);
                _sent.Add(($"race {message.Header.Id} by {who.Label}", message.Header.Epoch));
            }
        }

        private Message Seal(Actor who)
        {
            var reader = who.Reader(_clinic.Thread);
            var id = TestEntropy.Id($"race {_sent.Count} {who.Label}");
            return Assert.IsType<SealOutcome.Sealed>(who.Sealer.Seal(reader, Draft.For(reader, id, Actor.Text($"race {id} by {who.Label}")))).Message;
        }

        private void Check()
        {
            var all = _sent.Select(sent => sent.Text).ToArray();
            foreach (var reader in new[] { _clinic.Sam, _tablet, _clinic.Dana, _clinic.Olga, _clinic.Otto })
            {
                Assert.Equal(all, reader.Read(_clinic.Thread));
                Assert.Equal(_clinic.Server.Circles[_clinic.Thread].Hash, reader.Reader(_clinic.Thread).PositionHash);
                Assert.DoesNotContain(reader.Results, result => result is Placeholder or CircleStopped or CopyRefused or Gap);
                Assert.All(reader.Results.OfType<MessageOpened>(), opened => Assert.Equal(Marks.None, opened.Marks));
            }
            Assert.Empty(_clinic.Bo.Read(_clinic.Thread));

            // Cleo reads nothing sealed after she was last in the team, or last a member directly. Joining the team gives its whole history.
            var epochs = _clinic.Server.Circles[_clinic.Thread].Epochs;
            var lastTeam = _clinic.Server.Circles[_clinic.Team].Epochs.FindLastIndex(link => link.Find(_clinic.Cleo.Person) is not null);
            var lastDirect = epochs.FindLastIndex(epoch => epoch.Find(_clinic.Cleo.Person) is not null);
            var late = _sent.Where(sent => (int)sent.Epoch > lastDirect && TeamLinkOf(epochs[(int)sent.Epoch]) > lastTeam).Select(sent => sent.Text);
            Assert.Empty(_clinic.Cleo.Read(_clinic.Thread).Intersect(late));
            if (lastTeam == _clinic.Server.Circles[_clinic.Team].Epochs.Count - 1) Assert.Equal(all, _clinic.Cleo.Read(_clinic.Thread));
        }

        private int TeamLinkOf(Manifest epoch) => (int)_clinic.Server.Manifest(epoch.Find(_clinic.Team)!.Head!.Value)!.N;
        private bool Listed() => _clinic.Server.Circles[_clinic.Clinic].Epochs[^1].Find(_clinic.Cleo.Person) is not null;
        private bool IsDirect() => _clinic.Server.Circles[_clinic.Thread].Epochs[^1].Find(_clinic.Cleo.Person) is not null && Listed();
        private bool Reaches(Actor who) => Listed() && Reach.Find(_clinic.Server.Circles[_clinic.Thread].Epochs[^1], who.Person, _clinic.Server) is not null && !StaleWithout(who);
        private static Func<Seat, bool> Not(Hash person) => seat => seat.Principal != person;

        // A repair that would no longer reach its author is somebody else's to make.
        private bool StaleWithout(Actor who)
        {
            var team = _clinic.Server.Circles[_clinic.Team].Epochs[^1];
            return team.Find(who.Person) is null && _clinic.Server.Circles[_clinic.Thread].Epochs[^1].Find(who.Person) is null;
        }
    }
}
