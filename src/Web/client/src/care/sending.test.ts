import { describe, expect, it, vi } from 'vitest';
import { dana, messages, offline, online, posted, priya, sam, say, states, team, thread, world } from '../../tests/care/danas-clinic';
import { texts, until } from '../../tests/care/world';
import { kinds } from '../crypto';
import { Vault } from './device';
import { unlock } from './enrolment';

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

  it('waits while the server has no time for it, says so, and goes when it has', async () => {
    const { circle, his } = await thread();
    world.server.refusePosts = 'Busy';
    await say(his, 'In a busy hour');
    const waiting = await until(his, (s) => s.busy);
    expect([states(waiting)[1], waiting.connection, posted(circle)]).toEqual(['saved', 'connected', 1]);
    world.server.refusePosts = null;
    const sent = await until(his, (s) => states(s)[1] === 'sent' && !s.busy);
    expect([sent.busy, posted(circle)]).toEqual([false, 2]);
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
