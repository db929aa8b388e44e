// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { clear, draw, key, message, press, settled, StagedTalk, textOf, write } from '../../tests/stage/stage';
import { Refused } from '../care/errors';
import { PageHub } from './connection';
import { Talk } from './talk';

const day = Date.UTC(2026, 10, 24, 17);
const at = (hour: number, minute: number): number => new Date(2026, 10, 24, hour, minute).getTime();
const tell = vi.fn();

const show = (talk: StagedTalk, to: 'patient' | 'staff' = 'patient'): Promise<HTMLElement> =>
  draw(<Talk talk={talk} voice={{ to }} label="Messages" tell={tell} sentWords="Sent. The team replies by Tuesday." composer={{}} />);

beforeEach(() => {
  vi.useFakeTimers({ now: day, toFake: ['Date', 'setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] });
  tell.mockReset();
  document.documentElement.lang = 'en';
});
afterEach(() => {
  clear();
  vi.useRealTimers();
});

describe('A message’s one line', () => {
  const own = (state: Parameters<typeof message>[1] = {}): ReturnType<typeof message> => message('Hello', { own: true, ...state });
  it.each([
    ['saved', { state: { is: 'saved' } as const }, 'Saved on this computer. Sending.'],
    ['sent', { state: { is: 'sent', at: at(9, 2) } as const }, 'Sent, 9:02 am'],
    ['opened', { state: { is: 'opened', at: at(9, 40), by: ['Dana Okafor'] } as const }, 'Opened by the team, 9:40 am'],
    ['answering', { state: { is: 'answering', by: 'Dana Okafor' } as const }, 'Dana Okafor is answering'],
  ])('says where it is: %s', async (_, state, words) => {
    const page = await show(new StagedTalk({ lines: [own(state)] }));
    expect(textOf(page.querySelector('.state'))).toBe(words);
  });

  it('is honest without a connection', async () => {
    const page = await show(new StagedTalk({ lines: [own({ state: { is: 'saved' } })], connection: 'waiting' }));
    expect(textOf(page.querySelector('.state'))).toBe('Saved on this computer. Not sent yet.');
    expect(page.querySelector('.msg--kept')).not.toBeNull();
  });

  it('waits to be sent while the server has no time, which is not the same as being sent', async () => {
    const page = await show(new StagedTalk({ lines: [own({ state: { is: 'saved' } })], busy: true }));
    expect(textOf(page.querySelector('.state'))).toBe('Saved on this computer. Waiting to send.');
  });

  it('offers to try again what could not be sent, and says it aloud', async () => {
    const talk = new StagedTalk({ lines: [own({ state: { is: 'saved' } })] });
    await show(talk);
    await talk.change({ lines: [own({ state: { is: 'failed', reason: 'TooLarge' } })] });
    expect(tell).toHaveBeenCalledWith('Your message could not be sent. Nothing is lost.');
    await press('Try again');
    expect(talk.retry).toHaveBeenCalledOnce();
  });

  it('says aloud when it has been sent', async () => {
    const talk = new StagedTalk({ lines: [own({ state: { is: 'saved' } })] });
    await show(talk);
    await talk.change({ lines: [own({ state: { is: 'sent', at: day } })] });
    expect(tell).toHaveBeenCalledExactlyOnceWith('Sent. The team replies by Tuesday.');
  });

  it('names who opened it to staff', async () => {
    const page = await show(new StagedTalk({ lines: [own({ state: { is: 'opened', at: at(9, 40), by: ['Maya Torres'] } })] }), 'staff');
    expect(textOf(page.querySelector('.state'))).toBe('Opened by Maya Torres, 9:40 am');
  });
});

describe('A conversation', () => {
  it('is a log with its days apart', async () => {
    const page = await show(new StagedTalk({ lines: [message('One', { at: at(9, 0) - 86_400_000 }), message('Two', { at: at(9, 0) })] }));
    expect(page.querySelector('[role="log"]')?.getAttribute('aria-label')).toBe('Messages');
    expect([...page.querySelectorAll('.day')].map(textOf)).toEqual(['Yesterday', 'Today']);
  });

  it('says in words who came, with what history, and whose keys changed', async () => {
    const system = { is: 'system', number: 2, at: at(9, 0), by: 'Dana Okafor', own: false } as const;
    const page = await show(
      new StagedTalk({
        lines: [
          { ...system, key: 'a', change: { what: 'added', who: 'Luis Herrera', history: 'none' } },
          { ...system, key: 'b', change: { what: 'added', who: 'Mina Park', history: 'all' } },
          { ...system, key: 'c', change: { what: 'removed', who: 'Luis Herrera' } },
          { ...system, key: 'd', change: { what: 'keys', who: 'Sam Whitfield' } },
        ],
      }),
    );
    expect([...page.querySelectorAll('.sys')].map(textOf)).toEqual([
      'Luis Herrera joined. Can read from here on.',
      'Mina Park joined. Can read everything here.',
      'Luis Herrera left. Can’t read what comes after this.',
      'Sam Whitfield’s keys were changed on Tuesday, November 24, 9:00 am',
    ]);
  });

  it('leaves a placeholder for what could not be checked, and shows marks in words', async () => {
    const page = await show(
      new StagedTalk({
        lines: [
          { is: 'placeholder', key: 'p', number: 1, at: day, refusal: 'BadSignature' },
          message('Marked', { marks: ['other-version'] }),
        ],
      }),
    );
    expect(textOf(page.querySelector('.sys'))).toContain('could not be checked');
    expect(textOf(page.querySelector('.msg .state'))).toBe('You and Dana Okafor may be seeing different versions of this conversation. Ask the clinic to look.');
  });

  it('shows a message with markup as the text it is', async () => {
    const page = await show(new StagedTalk({ lines: [message('<img src=x onerror=alert(1)>')] }));
    expect(page.querySelector('img')).toBeNull();
    expect(textOf(page.querySelector('.bubble'))).toBe('<img src=x onerror=alert(1)>');
  });

  it('tells the others that it was opened, once it is on the screen', async () => {
    const talk = new StagedTalk({ lines: [message('One')], last: 3, openedByMe: 1 });
    await show(talk);
    expect(talk.opened).toHaveBeenCalledWith(3);
  });

  it('does not say opened while nobody can see the page', async () => {
    const hidden = vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden');
    const talk = new StagedTalk({ lines: [message('One')], last: 3, openedByMe: 1 });
    await show(talk);
    expect(talk.opened).not.toHaveBeenCalled();
    hidden.mockReturnValue('visible');
    document.dispatchEvent(new Event('visibilitychange'));
    expect(talk.opened).toHaveBeenCalledWith(3);
    hidden.mockRestore();
  });

  it('that stopped keeps earlier words, takes no more, and gives the numbers', async () => {
    const page = await show(new StagedTalk({ lines: [message('Earlier')], stopped: 'WrongPrev' }));
    expect(textOf(page.querySelector('.bubble'))).toBe('Earlier');
    expect(page.querySelector('textarea')).toBeNull();
    expect(page.querySelector('[role="alert"]')?.querySelector('a[href="tel:988"]')).not.toBeNull();
  });

  it('that can be read but not written in yet says so, and takes words all the same', async () => {
    const page = await show(new StagedTalk({ lines: [message('Earlier')], canWrite: false }), 'staff');
    expect(textOf(page.querySelector('.next'))).toContain('You can read this already.');
    expect(page.querySelector('textarea')).not.toBeNull();
  });

  it('says how to come back when the session ended', async () => {
    const page = await show(new StagedTalk({ connection: 'ended' }));
    expect(textOf(page.querySelector('[role="alert"]'))).toContain('You are signed out.');
    expect(page.querySelector<HTMLAnchorElement>('a.btn')?.getAttribute('href')).toMatch(/^\/sign-in\?next=/);
  });

  it('says to unlock when this device was taken off', async () => {
    const page = await draw(
      <PageHub.Provider value={{ ended: 'UnknownDevice' }}>
        <Talk talk={new StagedTalk({ connection: 'ended' })} voice={{ to: 'patient' }} label="Messages" tell={tell} composer={{}} />
      </PageHub.Provider>,
    );
    expect(textOf(page.querySelector('[role="alert"]'))).toContain('This computer is locked.');
    expect(page.querySelector<HTMLAnchorElement>('a.btn')?.getAttribute('href')).toMatch(/^\/unlock\?next=/);
  });

  it('says nothing of a short break, and says a long one', async () => {
    const talk = new StagedTalk();
    const page = await show(talk);
    await talk.change({ connection: 'waiting' });
    expect(page.querySelector('.banner')).toBeNull();
    await vi.advanceTimersByTimeAsync(2_000);
    await settled();
    expect(textOf(page.querySelector('.banner'))).toContain('No connection.');
  });

  it('has words while it opens', async () => {
    const page = await show(new StagedTalk({ loading: true }));
    expect(textOf(page.querySelector('.skel'))).toBe('Opening the conversation');
  });
});

describe('The composer', () => {
  it('keeps what is written at every change, and tells that somebody writes', async () => {
    const talk = new StagedTalk();
    await show(talk);
    await write('Hel');
    expect(talk.keep).toHaveBeenLastCalledWith('Hel');
    expect(talk.typing).toHaveBeenCalled();
  });

  it('begins with the draft that the device kept', async () => {
    const talk = new StagedTalk();
    talk.draft.set('From yesterday');
    const page = await show(talk);
    expect(page.querySelector('textarea')?.value).toBe('From yesterday');
  });

  it('sends, empties, and keeps the focus', async () => {
    const talk = new StagedTalk();
    const page = await show(talk);
    await write('Hello');
    await press('Send');
    expect(talk.send).toHaveBeenCalledExactlyOnceWith({ type: 'text', text: 'Hello' }, undefined);
    expect(page.querySelector('textarea')?.value).toBe('');
    expect(document.activeElement).toBe(page.querySelector('textarea'));
  });

  it('sends with Ctrl and Enter', async () => {
    const talk = new StagedTalk();
    await show(talk);
    await write('Hello');
    await key('Enter', document.querySelector('textarea') as HTMLElement, { ctrlKey: true });
    expect(talk.send).toHaveBeenCalledOnce();
  });

  it('sends nothing when there is nothing, and says so at the field', async () => {
    const talk = new StagedTalk();
    const page = await show(talk);
    await write('  ');
    await press('Send');
    expect(talk.send).not.toHaveBeenCalled();
    const field = page.querySelector('textarea');
    expect(field?.getAttribute('aria-invalid')).toBe('true');
    expect(textOf(document.getElementById(field?.getAttribute('aria-describedby') ?? ''))).toContain('nothing to send');
  });

  it('does not take more than one message holds', async () => {
    const talk = new StagedTalk();
    const page = await show(talk);
    await write('ñ'.repeat(40_000));
    await press('Send');
    expect(talk.send).not.toHaveBeenCalled();
    expect(textOf(page.querySelector('.error'))).toContain('two parts');
  });

  it('keeps the words when keeping them failed', async () => {
    const talk = new StagedTalk();
    talk.send.mockRejectedValueOnce(new Refused('Busy', null, 4));
    const page = await show(talk);
    await write('Hello');
    await press('Send');
    expect(page.querySelector('textarea')?.value).toBe('Hello');
    expect(tell).toHaveBeenCalledWith('Too many at once. Nothing was lost: wait 4 seconds and try again.');
  });
});

describe('When somebody was added since send was pressed', () => {
  const question = { id: 'm', text: 'For Dana only', added: ['Luis Herrera'] };

  it('asks first, with the name and the words', async () => {
    const page = await show(new StagedTalk({ ask: question }));
    const dialog = page.querySelector('dialog');
    expect(dialog?.open).toBe(true);
    expect(textOf(dialog)).toContain('Luis Herrera can read this conversation now');
    expect(textOf(dialog)).toContain('For Dana only');
  });

  it.each([
    ['Send it', true],
    ['Put it back, do not send', false],
  ])('%s', async (words, sends) => {
    const talk = new StagedTalk({ ask: question });
    await show(talk);
    await press(words);
    expect(talk.answer).toHaveBeenCalledExactlyOnceWith(sends);
  });
});
