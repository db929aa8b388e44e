import { describe, expect, it } from 'vitest';
import { anotherBrowser } from '../../tests/care/browser';
import { changes, dana, log, messages, priya, sam, say, states, team, thread, world } from '../../tests/care/danas-clinic';
import { texts, until } from '../../tests/care/world';
import { kinds } from '../crypto';
import { unlock } from './enrolment';

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
