import { describe, expect, it } from 'vitest';
import { changes, dana, log, messages, priya, sam, say, states, team, thread, world } from '../../tests/care/danas-clinic';
import { texts, until } from '../../tests/care/world';

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
