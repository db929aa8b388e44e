import { afterEach, describe, expect, it, vi } from 'vitest';
import { words } from './words';

const en = { hello: 'Hello {name}', 'people.one': '{n} person', 'people.other': '{n} people' };
const es = { hello: 'Hola, {name}', 'people.one': '{n} persona', 'people.other': '{n} personas' };

function page(lang: string): void {
  vi.stubGlobal('document', { documentElement: { lang } });
}

afterEach(() => vi.unstubAllGlobals());

describe('words', () => {
  it('speak the language of the page', () => {
    page('es');
    expect(words(en, es)('hello', { name: 'Sam' })).toBe('Hola, Sam');
    page('en-US');
    expect(words(en, es)('hello', { name: 'Sam' })).toBe('Hello Sam');
  });

  it('never read a value as a template', () => {
    page('en');
    expect(words(en, es)('hello', { name: '{n} $& {name}' })).toBe('Hello {n} $& {name}');
  });

  it('count', () => {
    page('en');
    const say = words(en, es);
    expect([say.count('people', 1), say.count('people', 2)]).toEqual(['1 person', '2 people']);
  });
});
