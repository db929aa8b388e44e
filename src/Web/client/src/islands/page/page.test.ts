// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { forgetAtSignOut, showKeptPlan } from './kept-plan';
import { keepLanguageLinks } from './language';
import { leave } from './leave';
import { warnBeforeEnd } from './session';

beforeEach(() => {
  vi.useFakeTimers({ now: 1_000_000 });
  document.body.innerHTML =
    '<a id="leave" href="https://www.weather.gov/">Leave</a><textarea></textarea><div id="session-warning" hidden><button id="session-stay">Stay</button></div><a data-lang href="/join?lang=es">Español</a>';
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  location.hash = '';
});

const press = (key: string, repeat = false): void => {
  document.dispatchEvent(new KeyboardEvent('keydown', { key, repeat }));
  document.dispatchEvent(new KeyboardEvent('keyup', { key }));
};

describe('Leave this page', () => {
  it('covers the page at once and replaces it, on a click', () => {
    const go = vi.fn();
    leave(go);
    document.querySelector<HTMLElement>('#leave')?.click();
    expect(document.querySelector('.cover')).not.toBeNull();
    expect(go).toHaveBeenCalledExactlyOnceWith('https://www.weather.gov/');
  });

  it('answers to three presses of Shift within five seconds', () => {
    const go = vi.fn();
    leave(go);
    press('Shift');
    press('Shift');
    expect(go).not.toHaveBeenCalled();
    press('Shift');
    expect(go).toHaveBeenCalledOnce();
  });

  it('does not answer to three presses that take longer', () => {
    const go = vi.fn();
    leave(go);
    press('Shift');
    press('Shift');
    vi.advanceTimersByTime(5_001);
    press('Shift');
    expect(go).not.toHaveBeenCalled();
  });

  it('does not take capital letters for presses', () => {
    const go = vi.fn();
    leave(go);
    for (let i = 0; i < 4; i++) {
      document.dispatchEvent(new KeyboardEvent('keydown', { key: 'Shift' }));
      press('A');
      document.dispatchEvent(new KeyboardEvent('keyup', { key: 'Shift' }));
    }
    expect(go).not.toHaveBeenCalled();
  });
});

describe('The end of the session', () => {
  const warning = (): HTMLElement | null => document.querySelector('#session-warning');

  it('is warned of two minutes before, and not earlier', () => {
    document.body.dataset['sessionEnds'] = String(1_000_000 + 600_000);
    warnBeforeEnd();
    vi.advanceTimersByTime(479_000);
    expect(warning()?.hidden).toBe(true);
    vi.advanceTimersByTime(2_000);
    expect(warning()?.hidden).toBe(false);
  });

  it('moves away when the person stays', async () => {
    document.body.dataset['sessionEnds'] = String(1_000_000 + 60_000);
    vi.stubGlobal('fetch', vi.fn(() => Promise.resolve(new Response(null, { status: 204, headers: { 'X-Session-Ends': String(1_000_000 + 1_800_000) } }))));
    warnBeforeEnd();
    expect(warning()?.hidden).toBe(false);
    document.querySelector<HTMLElement>('#session-stay')?.click();
    await vi.advanceTimersByTimeAsync(1);
    expect(fetch).toHaveBeenCalledWith('/session/stay', expect.objectContaining({ method: 'POST' }));
    expect(warning()?.hidden).toBe(true);
  });

  it('never comes by itself to the crisis board', async () => {
    document.body.classList.add('board');
    document.body.dataset['sessionEnds'] = String(1_000_000 + 600_000);
    vi.stubGlobal('fetch', vi.fn(() => Promise.resolve(new Response(null, { status: 204, headers: { 'X-Session-Ends': String(1_000_000 + 1_800_000) } }))));
    warnBeforeEnd();
    await vi.advanceTimersByTimeAsync(481_000);
    expect(fetch).toHaveBeenCalledOnce();
    expect(warning()?.hidden).toBe(true);
    document.body.classList.remove('board');
  });

  it('keeps the warning when there is no answer', async () => {
    document.body.dataset['sessionEnds'] = String(1_000_000 + 60_000);
    vi.stubGlobal('fetch', vi.fn(() => Promise.reject(new TypeError('no network'))));
    warnBeforeEnd();
    document.querySelector<HTMLElement>('#session-stay')?.click();
    await vi.advanceTimersByTimeAsync(1);
    expect(warning()?.hidden).toBe(false);
  });
});

it('A change of language keeps what stands after the # of an invitation', () => {
  keepLanguageLinks();
  location.hash = '#secret';
  const link = document.querySelector<HTMLAnchorElement>('a[data-lang]');
  link?.addEventListener('click', (event) => event.preventDefault());
  link?.click();
  expect(link?.hash).toBe('#secret');
});

describe('The safety plan kept on this device', () => {
  const stub = (names: readonly string[]) => {
    const deleted = vi.fn();
    vi.stubGlobal('indexedDB', { deleteDatabase: deleted, databases: () => Promise.resolve(names.map((name) => ({ name }))) });
    return deleted;
  };
  afterEach(() => history.replaceState(null, '', '/'));

  it('goes with signing out, and with no other form', () => {
    const deleted = stub([]);
    document.body.innerHTML = '<form action="/messages" id="other"></form><form action="/sign-out" method="post" id="out"></form>';
    forgetAtSignOut();
    document.querySelector('#other')?.dispatchEvent(new Event('submit', { bubbles: true }));
    expect(deleted).not.toHaveBeenCalled();
    document.querySelector('#out')?.dispatchEvent(new Event('submit', { bubbles: true }));
    expect(deleted).toHaveBeenCalledExactlyOnceWith('care-kept-plan');
  });

  it('goes on the page that signing out leads to', () => {
    const deleted = stub(['care-kept-plan']);
    history.replaceState(null, '', '/sign-in?out=true');
    forgetAtSignOut();
    expect(deleted).toHaveBeenCalledExactlyOnceWith('care-kept-plan');
  });

  it('is offered at sign-in where there is one', async () => {
    document.body.innerHTML = '<div id="kept-plan" hidden></div>';
    const hidden = () => document.querySelector<HTMLElement>('#kept-plan')?.hidden;
    stub(['care-somebody']);
    await showKeptPlan();
    expect(hidden()).toBe(true);
    stub(['care-somebody', 'care-kept-plan']);
    await showKeptPlan();
    expect(hidden()).toBe(false);
  });
});
