import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { anotherBrowser } from '../../tests/care/browser';
import { texts, until, World, type Someone } from '../../tests/care/world';
import { kinds } from '../crypto';
import { Vault } from './device';
import { unlock } from './enrolment';
import { id } from './ids';
import type { Conversation, ConversationState, LineState, MessageLine, SystemLine } from './types';

let world: World;
let priya: Someone;
let dana: Someone;
let sam: Someone;
let team: string;

beforeEach(async () => {
  world = new World();
  priya = await world.found();
  dana = await world.join('clinician', 'Dana', priya);
  team = await dana.care.circles.createTeam("Dana's team", 'therapy', []);
  await priya.care.circles.listTeam(team, 'team', "Dana's team");
  sam = await world.join('patient', 'Sam');
});

afterEach(() => world.close());

const messages = (state: ConversationState): MessageLine[] => state.lines.filter((line) => line.is === 'message');
const states = (state: ConversationState): (LineState['is'] | undefined)[] => messages(state).map((line) => line.state?.is);
const changes = (state: ConversationState): SystemLine['change'][] => state.lines.filter((line) => line.is === 'system').map((line) => line.change);
const say = (talk: Conversation, text: string): Promise<void> => talk.send({ type: 'text', text });

/** Sam's thread with one message in it, as Sam and as Dana see it. */
async function thread(): Promise<{ circle: string; his: Conversation; hers: Conversation }> {
  const his = sam.care.conversation({ threadWith: team });
  await say(his, 'Hello');
  const { circle } = await until(his, (s) => states(s)[0] === 'sent');
  const hers = dana.care.conversation({ circle: circle as string });
  await until(hers, (s) => texts(s).length === 1);
  return { circle: circle as string, his, hers };
}

function offline(who: Someone): void {
  world.server.cut.add(who.account);
  who.wire.drop();
}

function online(who: Someone): void {
  world.server.cut.delete(who.account);
}

const log = (circle: string) => world.server.logs.get(circle) as NonNullable<ReturnType<typeof world.server.logs.get>>;
const reportsOf = (who: Someone) => world.server.reports.filter((report) => report.person === who.person);
const posted = (circle: string): number => log(circle).entries.filter((e) => e.kind === 'message').length;

describe('a conversation', () => {
  it('begins with the first message, and the other side reads it', async () => {
    const talk = sam.care.conversation({ threadWith: team });
    expect(talk.state.get().readers.teams.map((t) => t.name)).toEqual(["Dana's team"]);
    await talk.send({ type: 'text', text: 'I could not get up.' }, { soon: 'today' });
    const { circle } = await until(talk, (s) => states(s)[0] === 'sent');
    const read = await until(dana.care.conversation({ circle: circle as string }), (s) => texts(s).length === 1);
    expect(texts(read)).toEqual(['I could not get up.']);
    expect(messages(read)[0]).toMatchObject({ own: false, author: sam.person, soon: 'today', marks: [], state: null });
    expect(changes(read)).toEqual([{ what: 'started' }]);
    expect(read.readers.patient).toMatchObject({ person: sam.person, own: false });
  });

  it('is answered live, and says who opened it and who is answering', async () => {
    const { his, hers } = await thread();
    hers.opened(hers.state.get().last);
    expect(messages(await until(his, (s) => states(s)[0] === 'opened'))[0]?.state).toMatchObject({ is: 'opened', by: ['Dana'] });
    hers.typing();
    const typing = await until(his, (s) => s.typing.length > 0);
    expect([typing.typing, messages(typing)[0]?.state]).toEqual([['Dana'], { is: 'answering', by: 'Dana' }]);
    await say(hers, 'Good morning, Sam.');
    const answered = await until(his, (s) => texts(s).length === 2);
    expect(messages(answered)[1]).toMatchObject({ name: 'Dana', own: false });
    expect(answered.typing).toEqual([]);
  });

  it('counts a record keeper who is in the team too as one of the team', async () => {
    const keepers = await dana.care.circles.createTeam('Record keepers', 'records', [{ person: priya.person, lead: true }]);
    await priya.care.circles.listTeam(keepers, 'custodian', 'Record keepers');
    await until(sam.care.conversation({ threadWith: team }), (s) => s.readers.custodian !== null);
    const { his, hers } = await thread();
    hers.opened(hers.state.get().last);
    await until(his, (s) => states(s)[0] === 'opened');
  });

  it('shows the same history after a reload and on a second device', async () => {
    const { circle, his } = await thread();
    await say(his, 'Second');
    await until(his, (s) => states(s)[1] === 'sent');
    const reloaded = await world.page(sam.account, sam.person, sam.code);
    expect(texts(await until(reloaded.care.conversation({ circle }), (s) => texts(s).length === 2))).toEqual(['Hello', 'Second']);
    anotherBrowser();
    await unlock(world.server.self(sam.account), sam.code, world.parts(sam.account));
    const second = await world.page(sam.account, sam.person, sam.code);
    const there = await until(second.care.conversation({ circle }), (s) => texts(s).length === 2);
    expect(messages(there).map((m) => m.own)).toEqual([true, true]);
  });

  it('is about a topic among colleagues too, with the record keepers never counted as readers', async () => {
    const keepers = await priya.care.circles.createTeam('Record keepers', 'records', []);
    await priya.care.circles.listTeam(keepers, 'custodian', 'Record keepers');
    await until(dana.care.conversation({ channelWith: [team], about: '', title: 'x' }), (s) => s.readers.custodian !== null);
    const channel = dana.care.conversation({ channelWith: [team, priya.person], about: '', title: 'Tuesday' });
    await say(channel, 'Shall we meet?');
    const { circle, readers } = await until(channel, (s) => states(s)[0] === 'sent');
    expect(log(circle as string)).toMatchObject({ title: 'Tuesday', kind: kinds.channel });
    expect([readers.custodian?.name, readers.others]).toEqual(['Record keepers', 1]);
  });
});

describe('one circle', () => {
  it('is one conversation on a page, however it is asked for', async () => {
    const { circle, his } = await thread();
    expect(sam.care.conversation({ circle })).toBe(his);
  });

  it('tells two conversations that come to it by different ways the same', async () => {
    const { circle, hers } = await thread();
    const other = dana.care.conversation({ roomFor: { alert: 'x', patient: sam.person, room: null } }) as typeof hers & { adopt(circle: string): Promise<void> };
    await other.adopt(circle);
    await until(other, (s) => texts(s).length === 1);
    await say(hers, 'To both');
    await until(other, (s) => texts(s).length === 2);
    await until(hers, (s) => texts(s).length === 2);
  });
});

describe('what is not sent yet', () => {
  it('is kept on the device and goes by itself when the connection is back', async () => {
    const { circle, his } = await thread();
    offline(sam);
    await say(his, 'Written on the train');
    const waiting = await until(his, (s) => states(s).length === 2);
    expect([states(waiting)[1], waiting.connection]).toEqual(['saved', 'waiting']);
    online(sam);
    await until(his, (s) => states(s)[1] === 'sent');
    expect(posted(circle)).toBe(2);
  });

  it('survives a reload while offline', async () => {
    const { circle, his } = await thread();
    offline(sam);
    await say(his, 'Written on the train');
    await until(his, (s) => states(s).length === 2);
    his.close();
    await sam.care.hub.stop();
    online(sam);
    const reloaded = (await world.page(sam.account, sam.person, sam.code)).care.conversation({ circle });
    const sent = await until(reloaded, (s) => states(s)[1] === 'sent');
    expect([texts(sent), posted(circle)]).toEqual([['Hello', 'Written on the train'], 2]);
  });

  it('is stored once when the answer to a post is lost: the log says that it is there', async () => {
    const { circle, his } = await thread();
    world.server.loseAnswers = 1;
    await say(his, 'Once');
    await until(his, (s) => states(s).length === 2);
    his.retry();
    const vault = (await Vault.open(sam.person)) as Vault;
    await expect.poll(() => vault.list('out/')).toEqual([]);
    expect(posted(circle)).toBe(2);
    expect(sam.wire.asked.filter(([method]) => method === 'Post')).toHaveLength(2);
  });

  it('goes in the same bytes again when a post was lost on the way', async () => {
    const { circle, his } = await thread();
    const posts = () => sam.wire.asked.filter(([method]) => method === 'Post').map(([, bytes]) => Buffer.from(bytes as Uint8Array).toString('hex'));
    world.server.dropPosts = true;
    await say(his, 'Once');
    await expect.poll(() => posts().length).toBe(2);
    world.server.dropPosts = false;
    his.retry();
    await until(his, (s) => states(s)[1] === 'sent');
    expect([posted(circle), posts().length]).toEqual([2, 3]);
    expect(posts()[2]).toBe(posts()[1]);
  });

  it('starts one thread only when the answer to its first link is lost', async () => {
    world.server.loseCommitAnswers = 1;
    const talk = sam.care.conversation({ threadWith: team });
    await say(talk, 'Hello');
    await until(talk, (s) => states(s).length === 1);
    talk.retry();
    await until(talk, (s) => states(s)[0] === 'sent');
    expect([...world.server.logs.values()].filter((l) => l.kind === kinds.thread)).toHaveLength(1);
  });

  it('goes on with the thread that is there, whichever device began it', async () => {
    const { circle } = await thread();
    const tab = await world.page(sam.account, sam.person, sam.code);
    const again = tab.care.conversation({ threadWith: team });
    await say(again, 'From the other tab');
    const sent = await until(again, (s) => states(s)[1] === 'sent');
    expect([sent.circle, texts(sent)]).toEqual([circle, ['Hello', 'From the other tab']]);
  });

  it('goes in the order of pressing send', async () => {
    const { his } = await thread();
    for (const text of ['one', 'two', 'three']) await say(his, text);
    const sent = await until(his, (s) => states(s).filter((x) => x === 'sent').length === 4);
    expect(texts(sent)).toEqual(['Hello', 'one', 'two', 'three']);
  });

  it('is sealed again when the epoch moved on meanwhile, with the same id and one entry', async () => {
    const { circle, his } = await thread();
    offline(sam);
    await say(his, 'Written before the change');
    const key = messages(await until(his, (s) => states(s).length === 2))[1]?.key;
    await dana.care.authoring.change(circle, () => ({}));
    online(sam);
    const sent = await until(his, (s) => states(s)[1] === 'sent');
    expect([messages(sent)[1]?.key, posted(circle)]).toEqual([key, 2]);
  });

  it('asks before it goes to somebody who was added since the person pressed send', async () => {
    const { circle, his, hers } = await thread();
    offline(sam);
    await say(his, 'Only for Dana');
    await until(his, (s) => states(s).length === 2);
    await hers.addMember(priya.person, false);
    online(sam);
    const asked = await until(his, (s) => s.ask !== null);
    expect(asked.ask).toMatchObject({ text: 'Only for Dana', added: ['Priya'] });
    expect(posted(circle)).toBe(1);
    await his.answer(false);
    const put = await until(his, (s) => s.ask === null && states(s).length === 1);
    expect([put.ask, his.draft.get(), posted(circle)]).toEqual([null, 'Only for Dana', 1]);
    await say(his, 'For both of you');
    await until(his, (s) => states(s)[1] === 'sent');
  });

  it('goes after the person agreed to who can read it now', async () => {
    const { circle, his, hers } = await thread();
    offline(sam);
    await say(his, 'For whoever is there');
    await until(his, (s) => states(s).length === 2);
    await hers.addMember(priya.person, false);
    online(sam);
    await until(his, (s) => s.ask !== null);
    await his.answer(true);
    await until(his, (s) => states(s)[1] === 'sent');
    const hersNow = await until(priya.care.conversation({ circle }), (s) => texts(s).length === 1);
    expect(texts(hersNow)).toEqual(['For whoever is there']);
  });

  it('stays with its reason when the server refuses it for good, and goes when tried again', async () => {
    const { his } = await thread();
    world.server.refusePosts = 'TooLarge';
    await say(his, 'Refused');
    const failed = await until(his, (s) => states(s)[1] === 'failed');
    expect(messages(failed)[1]?.state).toEqual({ is: 'failed', reason: 'TooLarge' });
    world.server.refusePosts = null;
    his.retry();
    await until(his, (s) => states(s)[1] === 'sent');
  });

  it('keeps a draft on the device, and forgets it once the words wait to go', async () => {
    const { circle, his } = await thread();
    his.keep('Half a sent');
    const vault = (await Vault.open(sam.person)) as Vault;
    await vi.waitFor(async () => expect(await vault.read(`draft/${circle}`)).not.toBeNull());
    const reloaded = (await world.page(sam.account, sam.person, sam.code)).care.conversation({ circle });
    await until(reloaded, (s) => !s.loading);
    expect(reloaded.draft.get()).toBe('Half a sent');
    await say(reloaded, 'Half a sentence');
    expect(reloaded.draft.get()).toBe('');
  });
});

describe('who can read', () => {
  it('somebody added with history reads all, without it only what comes', async () => {
    const { circle, his, hers } = await thread();
    const luis = await world.join('clinician', 'Luis', priya);
    const mina = await world.join('clinician', 'Mina', priya);
    await hers.addMember(luis.person, true);
    await hers.addMember(mina.person, false);
    await say(his, 'After');
    expect(texts(await until(luis.care.conversation({ circle }), (s) => texts(s).length === 2))).toEqual(['Hello', 'After']);
    expect(texts(await until(mina.care.conversation({ circle }), (s) => texts(s).length === 1))).toEqual(['After']);
    const seen = await until(his, (s) => changes(s).length === 3);
    expect(changes(seen).slice(1)).toEqual([{ what: 'added', who: 'Luis', history: 'all' }, { what: 'added', who: 'Mina', history: 'none' }]);
  });

  it('somebody removed reads nothing later, and is told that it is gone', async () => {
    const { circle, his, hers } = await thread();
    const luis = await world.join('clinician', 'Luis', priya);
    await hers.addMember(luis.person, true);
    const luisTalk = luis.care.conversation({ circle });
    await until(luisTalk, (s) => texts(s).length === 1);
    await hers.removeMember(luis.person);
    await say(his, 'Without Luis');
    await until(his, (s) => states(s)[1] === 'sent');
    const gone = await until(luisTalk, (s) => s.gone !== null);
    expect([gone.gone, texts(gone), gone.canWrite]).toEqual(['NotAllowed', ['Hello'], false]);
  });

  it('a covering colleague joins the team after the patient wrote, reads before anyone else acts, and answers', async () => {
    const { circle, his } = await thread();
    const luis = await world.join('clinician', 'Luis', priya);
    await dana.care.circles.addToTeam(team, luis.person);
    const cover = luis.care.conversation({ circle });
    await until(cover, (s) => texts(s).length === 1);
    await say(cover, 'Dana is away; I read for her.');
    const read = await until(his, (s) => texts(s).length === 2);
    expect(messages(read)[1]).toMatchObject({ name: 'Luis' });
    expect(changes(read)).toContainEqual({ what: 'joined', who: 'Luis', team: "Dana's team", history: 'all' });
  });

  it('a colleague taken out of the team reads nothing of what the patient writes next', async () => {
    const luis = await world.join('clinician', 'Luis', priya);
    await dana.care.circles.addToTeam(team, luis.person);
    const { circle, his } = await thread();
    await until(luis.care.conversation({ circle }), (s) => texts(s).length === 1);
    await dana.care.circles.removeFromTeam(team, luis.person);
    await say(his, 'Later');
    await until(his, (s) => states(s)[1] === 'sent');
    const old = luis.care.chains.reader(circle);
    expect(old.secret(log(circle).manifests.length - 1)).toBeUndefined();
  });

  it('repairs a thread whose team took new keys, then sends', async () => {
    const { circle, his } = await thread();
    await dana.care.authoring.change(team, () => ({}));
    await say(his, 'To the new keys');
    await until(his, (s) => states(s)[1] === 'sent');
    expect(log(circle).manifests).toHaveLength(2);
    expect(texts(await until(dana.care.conversation({ circle }), (s) => texts(s).length === 2))[1]).toBe('To the new keys');
  });

  it('whose copy does not open says so, and another member repairs', async () => {
    const { circle, his, hers } = await thread();
    await dana.care.authoring.change(circle, () => ({}));
    const copies = log(circle).copies;
    const copy = copies.find((c) => c.epoch === 1 && c.principal === sam.person) as { bytes: Uint8Array };
    copy.bytes = new Uint8Array(copy.bytes).fill(1, 5, 9);
    const fresh = (await world.page(sam.account, sam.person, sam.code)).care.conversation({ circle });
    await until(hers, () => log(circle).manifests.length === 3);
    expect(log(circle).cannotOpen).toContainEqual([sam.person, 1]);
    await say(hers, 'Readable again');
    await until(fresh, (s) => texts(s).includes('Readable again'));
    expect(texts(his.state.get())).toContain('Hello');
  });
});

describe('what the server must not do', () => {
  it('stops the circle at a manifest that fails its checks, keeps earlier words, and sends nothing', async () => {
    const { circle, his } = await thread();
    const other = log(team).manifests[0]?.bytes as Uint8Array<ArrayBuffer>;
    world.server.force(circle, 'manifest', other);
    const stopped = await until(his, (s) => s.stopped !== null);
    expect([texts(stopped), stopped.canWrite]).toEqual([['Hello'], false]);
    await say(his, 'Into nothing');
    await until(his, (s) => states(s)[1] === 'failed');
    expect(sam.care.directory.trouble.get().map((t) => t.chain)).toContain(circle);
    await vi.waitFor(() => expect(reportsOf(sam)).toEqual([{ person: sam.person, chain: circle, number: 3, refusal: 'WrongNumber' }]));
  });

  it('tells the clinic of a stopped circle once, and after a lost connection with the next one', async () => {
    const { circle, his } = await thread();
    world.server.force(circle, 'manifest', log(team).manifests[0]?.bytes as Uint8Array<ArrayBuffer>);
    world.server.loseReports = 1;
    await until(his, (s) => s.stopped !== null);
    await vi.waitFor(() => expect(world.server.loseReports).toBe(0));
    expect(reportsOf(sam)).toEqual([]);
    sam.wire.drop();
    await vi.waitFor(() => expect(reportsOf(sam)).toHaveLength(1), { timeout: 5_000 });
    await sam.care.look();
    sam.wire.drop();
    await until(his, (s) => s.connection === 'connected');
    expect(sam.wire.asked.filter(([method]) => method === 'Report')).toHaveLength(2);
  });

  it('leaves a placeholder for a message that cannot be checked, and goes on', async () => {
    const { circle, his, hers } = await thread();
    const forged = new Uint8Array(log(circle).entries[1]?.bytes as Uint8Array);
    forged[forged.length - 1] = (forged.at(-1) as number) ^ 1;
    world.server.force(circle, 'message', forged);
    const seen = await until(his, (s) => s.lines.some((l) => l.is === 'placeholder'));
    expect(seen.stopped).toBeNull();
    await say(hers, 'Still here');
    await until(his, (s) => texts(s).includes('Still here'));
  });

  it('is caught when it shows an older clinic than this device has seen', async () => {
    await sam.care.look();
    const clinic = world.server.logs.get(world.server.clinicId as string) as NonNullable<ReturnType<typeof world.server.logs.get>>;
    clinic.entries.pop();
    clinic.manifests.pop();
    const again = await world.page(sam.account, sam.person, sam.code).catch(() => undefined);
    expect(again?.care.directory.trouble.get()).toEqual([{ chain: id(world.server.clinicId as string).toString(), kind: 'clinic', number: clinic.entries.length, refusal: 'RolledBack' }]);
    await vi.waitFor(() => expect(reportsOf(sam)).toEqual([
      { person: sam.person, chain: world.server.clinicId, number: clinic.entries.length, refusal: 'RolledBack' },
    ]));
  });

  it('cannot show a message twice', async () => {
    const { circle, his } = await thread();
    world.server.force(circle, 'message', log(circle).entries[1]?.bytes as Uint8Array<ArrayBuffer>);
    await say(his, 'Next');
    const sent = await until(his, (s) => texts(s).length === 2);
    expect(texts(sent)).toEqual(['Hello', 'Next']);
    expect(sent.lines.some((l) => l.is === 'placeholder')).toBe(false);
  });
});

describe('a crisis room', () => {
  it('is made with the patient’s first words, or by the responder: the first committed one wins', async () => {
    const crisis = await dana.care.circles.createTeam('Crisis team', 'crisis', []);
    await priya.care.circles.listTeam(crisis, 'team', 'Crisis team');
    await until(sam.care.conversation({ threadWith: crisis }), (s) => s.readers.teams.length === 1);
    const alert = '01990000-0000-7000-8000-000000000001';
    const room = { alert, patient: sam.person, room: null };
    const his = sam.care.conversation({ roomFor: room });
    await his.send({ type: 'details', where: 'At home', text: 'I am not safe.' }, { alert });
    const { circle, kind } = await until(his, (s) => states(s)[0] === 'sent');
    expect(kind).toBe(kinds.crisis);
    const hers = dana.care.conversation({ roomFor: room });
    dana.care.conversation({ roomFor: { ...room, room: circle } });
    const read = await until(hers, (s) => s.lines.some((l) => l.is === 'message'));
    expect(messages(read)[0]?.content).toEqual({ type: 'details', where: 'At home', text: 'I am not safe.' });
  });
});

describe('after unlocking again in the same browser', () => {
  it('words sealed by a device that was removed since are sealed again, and go once', async () => {
    const { circle, hers } = await thread();
    world.server.dropPosts = true;
    await say(hers, 'Before the device was renewed');
    await expect.poll(() => dana.wire.asked.some(([method]) => method === 'Post')).toBe(true);
    hers.close();
    await dana.care.hub.stop();
    world.server.dropPosts = false;
    // So often that the card is full and the first device goes. The thread does not become stale: her key is inside her team.
    for (let i = 0; i < 32; i++) await unlock(world.server.self(dana.account), dana.code, world.parts(dana.account));
    const again = (await world.page(dana.account, dana.person, dana.code)).care.conversation({ circle });
    await until(again, (s) => states(s)[1] === 'sent');
    expect(posted(circle)).toBe(2);
  });
});
