// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { clear, danasTeam, draw, find, message, press, settled, type StagedCare, stagedCare, StagedTalk, textOf, write } from '../../../tests/stage/stage';
import { Unreachable } from '../../care/errors';
import { Thread, type ThreadPage } from './thread';

const tuesday = new Date(2026, 10, 24, 11, 0).getTime();
const times = {
  open: true,
  now: new Date(2026, 10, 24, 13, 0).getTime(),
  today: new Date(2026, 10, 24, 17, 0).getTime(),
  week: new Date(2026, 10, 25, 14, 0).getTime(),
};
const page: ThreadPage = { circle: 'circle', team: null, replyTimes: times, lines: [{ name: 'Warm line', number: '+1 303 555 0142' }] };

const show = (talk: StagedTalk, more: Partial<ThreadPage> = {}, care: StagedCare = stagedCare(talk, 'person Maya Torres')): Promise<HTMLElement> =>
  draw(<Thread care={care} page={{ ...page, ...more }} />);
const toast = (): string => textOf(document.querySelector('.toast'));

beforeEach(() => {
  vi.useFakeTimers({ now: tuesday, toFake: ['Date', 'setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] });
  document.documentElement.lang = 'en';
});
afterEach(() => {
  clear();
  vi.useRealTimers();
});

describe('A patient’s thread', () => {
  it('is named by the team, with its kind of care', async () => {
    const drawn = await show(new StagedTalk());
    expect(textOf(drawn.querySelector('h1'))).toBe('Dana’s team');
    expect(textOf(drawn.querySelector('header'))).toContain('Therapy');
  });

  it('does not say a team’s name twice where it is named by its kind of care', async () => {
    const desk = { ...danasTeam, name: 'Front desk', care: 'front-desk' } as const;
    const drawn = await show(new StagedTalk({ readers: { patient: null, teams: [desk], people: [], custodian: null, others: 1 } }));
    expect(textOf(drawn.querySelector('h1'))).toBe('Front desk');
    expect(drawn.querySelector('header > .muted')).toBeNull();
  });

  it('tells who can read it, one tap away', async () => {
    const drawn = await show(new StagedTalk());
    expect(textOf(drawn.querySelector('summary'))).toBe('Who can read this: you and 2 people');
    const facts = [...drawn.querySelectorAll('.readers li')].map(textOf);
    expect(facts).toEqual([
      'You, on your own devices',
      'Dana’s team: Dana Okafor and Luis Herrera',
      'Record keepers: Priya Nair and Tom Reyes. They can open it only if the law asks or every other key is lost. Each time is written down.',
      'Nobody else. The computers that carry it can’t read it.',
    ]);
  });

  it('says when the answer comes before anything is written', async () => {
    const drawn = await show(new StagedTalk());
    expect(textOf(find(/^This week/))).toBe('This weekReply by Wednesday 2 pm');
    expect(textOf(find(/^Today/))).toBe('TodayReply by 5 pm');
    expect(textOf(drawn.querySelector('.next'))).toBe('Dana’s team answers by Wednesday 2 pm.');
    await press(/^Today/);
    expect(textOf(drawn.querySelector('.next'))).toBe('Dana’s team answers by 5 pm.');
  });

  it('of several teams says that your team answers', async () => {
    const readers = { patient: null, teams: [danasTeam, { ...danasTeam, team: 'desk', name: 'Front desk' }], people: [], custodian: null, others: 3 };
    const drawn = await show(new StagedTalk({ readers }));
    expect(textOf(drawn.querySelector('h1'))).toBe('Dana’s team and Front desk');
    expect(textOf(drawn.querySelector('.next'))).toBe('Your team answers by Wednesday 2 pm.');
  });

  it('says that the clinic is closed when it is', async () => {
    const drawn = await show(new StagedTalk(), { replyTimes: { ...times, open: false } });
    expect(textOf(drawn.querySelector('.next'))).toContain('The clinic is closed now.');
  });

  it('sends how soon along, says the promise aloud, and goes back to this week', async () => {
    const talk = new StagedTalk();
    await show(talk);
    await press(/^Today/);
    await write('Can we talk?');
    await press('Send');
    await vi.waitFor(() => expect(talk.send).toHaveBeenCalledExactlyOnceWith({ type: 'text', text: 'Can we talk?' }, { soon: 'today' }));
    await talk.change({ lines: [message('Can we talk?', { own: true, state: { is: 'saved' } })] });
    await talk.change({ lines: [message('Can we talk?', { own: true, state: { is: 'sent', at: tuesday } })] });
    expect(toast()).toBe('Sent. Dana’s team answers by 5 pm.');
    expect(document.querySelector<HTMLInputElement>('[value="week"]')?.checked).toBe(true);
  });

  it('asks for the reply times again while it is open, and drops an old promise it cannot renew', async () => {
    const care = stagedCare(new StagedTalk(), 'person Maya Torres');
    const drawn = await show(new StagedTalk(), {}, care);
    vi.mocked(care.api.replyTimes).mockResolvedValueOnce({ ...times, week: new Date(2026, 10, 27, 9, 0).getTime() });
    await vi.advanceTimersByTimeAsync(5 * 60_000);
    await settled();
    expect(textOf(drawn.querySelector('.next'))).toBe('Dana’s team answers by Friday 9 am.');
    vi.setSystemTime(times.now + 1);
    vi.mocked(care.api.replyTimes).mockRejectedValueOnce(new Unreachable('away'));
    await vi.advanceTimersByTimeAsync(5 * 60_000);
    await settled();
    expect(textOf(drawn.querySelector('.next'))).toContain('reads this in working hours');
  });
});

describe('Now', () => {
  it('puts the numbers and the team’s pager in the place of the field', async () => {
    const talk = new StagedTalk();
    const drawn = await show(talk);
    await write('I wrote this before');
    await press(/^Now/);
    expect(drawn.querySelector('textarea')).toBeNull();
    expect([...drawn.querySelectorAll('.composer a')].map((link) => link.getAttribute('href'))).toEqual(['tel:988', 'sms:988', 'tel:+13035550142', '/plan']);
    const tell = find<HTMLButtonElement>('Tell my team');
    expect(tell.form?.getAttribute('action') ?? document.getElementById(tell.getAttribute('form') ?? '')?.getAttribute('action')).toBe('/help/tell');
  });

  it('can still be written, by a choice of its own: the words wait, the focus is in the field', async () => {
    const talk = new StagedTalk();
    const drawn = await show(talk);
    await write('I wrote this before');
    await press(/^Now/);
    await press(/anyway/);
    const field = drawn.querySelector('textarea');
    expect(field?.value).toBe('I wrote this before');
    expect(document.activeElement).toBe(field);
    expect(textOf(drawn.querySelector('.next'))).toContain('someone is asked to answer by 1 pm, day or night');
    expect(drawn.querySelector('.banner--crisis a[href="tel:988"]')).not.toBeNull();
    await press('Send');
    await vi.waitFor(() => expect(talk.send).toHaveBeenCalledExactlyOnceWith({ type: 'text', text: 'I wrote this before' }, { soon: 'now' }));
  });

  it('asks again the next time', async () => {
    const drawn = await show(new StagedTalk());
    await press(/^Now/);
    await press(/anyway/);
    await press(/^Today/);
    await press(/^Now/);
    expect(drawn.querySelector('textarea')).toBeNull();
  });
});

describe('A new thread', () => {
  const fresh = { circle: null, team: danasTeam.team };

  it('opens for the team, and says where it begins', async () => {
    const care = stagedCare(new StagedTalk({ circle: null, readers: { patient: null, teams: [], people: [], custodian: null, others: 0 } }), 'person Maya Torres');
    const drawn = await show(new StagedTalk(), fresh, care);
    expect(care.opened).toEqual([{ threadWith: danasTeam.team }]);
    expect(textOf(drawn.querySelector('h1'))).toBe('Dana’s team');
    expect(textOf(drawn.querySelector('header'))).toContain('This is the start of your messages with Dana’s team');
  });

  it('takes its own address with the first message', async () => {
    const talk = new StagedTalk({ circle: null });
    await show(talk, fresh);
    await talk.change({ circle: 'made' });
    expect(location.pathname).toBe('/messages/made');
  });
});

it('Speaks Spanish on a Spanish page', async () => {
  document.documentElement.lang = 'es';
  const drawn = await show(new StagedTalk());
  expect(textOf(drawn.querySelector('legend'))).toBe('¿Para cuándo necesita una respuesta?');
  expect(textOf(find(/^Esta semana/))).toBe('Esta semanaRespuesta antes de: miércoles 2 pm');
});
