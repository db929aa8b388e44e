import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const src = fileURLToPath(new URL('../../src', import.meta.url));
const english = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('words.en.json'));
const read = (path: string): Record<string, string> => JSON.parse(readFileSync(`${src}/${path}`, 'utf8')) as Record<string, string>;
const places = (text: string): string[] => [...new Set(text.match(/\{\w+\}/g) ?? [])].filter((place) => place !== '{n}').sort();

describe('English and Spanish', () => {
  it('are both there for every part', () => expect(english.length).toBeGreaterThan(0));

  it.each(english)('%s: the same keys, the same places to fill, nothing left empty', (path) => {
    const en = read(path);
    const es = read(path.replace('words.en', 'words.es'));
    expect(Object.keys(es).sort()).toEqual(Object.keys(en).sort());
    for (const [key, text] of Object.entries(en)) {
      expect(text.trim(), key).not.toBe('');
      expect(es[key]?.trim(), key).not.toBe('');
      expect(places(es[key] ?? ''), key).toEqual(places(text));
    }
  });
});
