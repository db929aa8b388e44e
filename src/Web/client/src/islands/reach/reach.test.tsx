// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { clear, draw, press, settled, textOf } from '../../../tests/stage/stage';
import { Refused } from '../../care/errors';
import type { BrowserPush } from './push';
import { Reach, type ReachProps } from './reach';

beforeEach(() => { document.documentElement.lang = 'en'; });
afterEach(clear);

const subscribed = { endpoint: 'https://push.example/1', p256dh: 'key', auth: 'auth' };

async function show(push: Partial<BrowserPush> = {}, add: ReachProps['add'] = vi.fn(async () => ({ error: null, way: 'way' }))) {
  const browser: BrowserPush = { able: () => 'yes', endpoint: async () => null, subscribe: vi.fn(async () => subscribed), ...push };
  const go = vi.fn();
  const drawn = await draw(<Reach page={{ key: 'clinic key', ways: ['known'] }} push={browser} add={add} go={go} />);
  await settled();
  return { drawn, browser, add, go };
}

it('asks for nothing before a tap', async () => {
  const { browser, add } = await show();
  expect(browser.subscribe).not.toHaveBeenCalled();
  expect(add).not.toHaveBeenCalled();
});

it('subscribes with the clinic’s key, tells the clinic, and goes on to the code', async () => {
  const { browser, add, go } = await show();
  await press('Page this browser');
  expect(browser.subscribe).toHaveBeenCalledExactlyOnceWith('clinic key');
  expect(add).toHaveBeenCalledExactlyOnceWith({ ...subscribed, language: 'en' });
  expect(go).toHaveBeenCalledExactlyOnceWith('/reach-me?said=sent#w-way');
});

it('knows this browser when it is one of the ways already', async () => {
  const { drawn } = await show({ endpoint: async () => 'known' });
  expect(textOf(drawn)).toBe('This browser is one of your ways.');
});

it('offers it all the same when the browser will not say what it is subscribed to', async () => {
  const { drawn } = await show({ endpoint: () => Promise.reject(new DOMException('no')) });
  expect(textOf(drawn)).toContain('Page this browser');
});

it.each([
  ['cannot', 'This browser can’t take pages.'],
  ['blocked', 'Notifications from CareConnect are blocked'],
] as const)('says when the browser is %s', async (able, words) => {
  const { drawn } = await show({ able: () => able });
  expect(textOf(drawn)).toContain(words);
  expect(drawn.querySelector('button')).toBeNull();
});

it('says that nothing was changed when the person did not want to', async () => {
  const { drawn, add } = await show({ subscribe: async () => null });
  await press('Page this browser');
  expect(textOf(drawn)).toContain('The browser did not subscribe. Nothing was changed.');
  expect(add).not.toHaveBeenCalled();
});

it.each([
  ['Malformed', 'The push service of this browser is not one that this clinic talks to.'],
  ['NotSent', 'the code could not be sent'],
] as const)('says what %s means', async (reason, words) => {
  const { drawn, go } = await show({}, () => Promise.reject(new Refused(reason, null)));
  await press('Page this browser');
  expect(textOf(drawn.querySelector('[role=alert]'))).toContain(words);
  expect(go).not.toHaveBeenCalled();
});
