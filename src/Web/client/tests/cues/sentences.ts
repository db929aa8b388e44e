import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Level, readCues } from '../../src/cues';

export type Part = 'heldout' | 'tuning';
export interface Sentence { readonly text: string; readonly level: Level }

/** One of the files beside this one: headings are levels, every other line is a sentence. */
export function sentences(part: Part, language: 'en' | 'es'): Sentence[] {
  const all: Sentence[] = [];
  let level: Level = 'none';
  for (const line of readFileSync(fileURLToPath(new URL(`sentences/${part}.${language}.txt`, import.meta.url)), 'utf8').split('\n')) {
    if (line.startsWith('# ')) level = line.slice(2) as Level;
    else if (line !== '') all.push({ text: line, level });
  }
  return all;
}

/** Of those of a level, the share that `read` as given says. */
export function share(all: readonly Sentence[], level: Level, read: (found: Level) => boolean): number {
  const those = all.filter((sentence) => sentence.level === level);
  return those.filter(({ text }) => read(readCues(text).level)).length / those.length;
}
