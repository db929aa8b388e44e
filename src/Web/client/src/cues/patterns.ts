import { stem } from './stem';
import type { Word } from './text';

interface Element {
  readonly words: ReadonlySet<string>;
  /** Any word but these, and but a light one. */
  readonly other: boolean;
  readonly optional: boolean;
}

export interface Pattern<T> {
  readonly elements: readonly Element[];
  /** A bit for each element that may be absent. */
  readonly optional: number;
  readonly means: T;
}

export interface Found<T> {
  readonly means: T;
  readonly start: number;
  /** After its last word. */
  readonly end: number;
}

const none: ReadonlySet<string> = new Set();

/** No match is longer: with a fixed number of states this bounds the work at each word. */
const longestMatch = 16;

/**
 * Finds phrases among words, in one pass. A phrase is words with a space between them; `a|b` is either, `a?` may be absent,
 * `..` is up to two words, `...` up to four, `....` up to six that bring nobody else in, `!a|b` is any word but those, `=dying` is that form only, `$` is where a sentence pauses or ends, and CAPITALS name a list of words. Light words may stand between its words.
 */
export class Phrases<T> {
  readonly #byFirst = new Map<string, Pattern<T>[]>();
  /** Every word that a phrase names. */
  readonly words = new Set<string>();

  add(phrase: string, lists: ReadonlyMap<string, readonly string[]>, means: T): void {
    const elements: Element[] = [];
    for (const part of phrase.split(' ')) {
      if (part.startsWith('..')) {
        const words = part.length > 3 ? new Set((lists.get('OTHERS') as string[]).map(key)) : none;
        for (let i = 0; i < 2 * part.length - 2; i++) elements.push({ words, other: true, optional: true });
      }
      else {
        const optional = part.endsWith('?');
        const other = part.startsWith('!');
        const words = part.slice(other ? 1 : 0, optional ? -1 : undefined).split('|').flatMap((name) => (/^[A-Z]/.test(name) ? (lists.get(name) as string[]) : [name]));
        for (const word of words) this.words.add(word.replace('=', ''));
        elements.push({ words: new Set(words.map(key)), other, optional });
      }
    }
    if (elements.length > 30) throw new Error(phrase);
    const pattern = { elements, optional: elements.reduce((bits, { optional }, p) => (optional ? bits | (1 << p) : bits), 0), means };
    const firsts = new Set<string>();
    for (const { words, optional } of elements) {
      for (const word of words) firsts.add(word);
      if (!optional) break;
    }
    for (const word of firsts) {
      const there = this.#byFirst.get(word);
      if (there === undefined) this.#byFirst.set(word, [pattern]);
      else there.push(pattern);
    }
  }

  /** Every phrase among the words, the longest from each place. */
  find(words: readonly Word[]): Found<T>[] {
    const found: Found<T>[] = [];
    for (let start = 0; start < words.length; start++) {
      const { stem, form } = words[start] as Word;
      for (const patterns of [this.#byFirst.get(stem), this.#byFirst.get(form)]) {
        for (const pattern of patterns ?? []) {
          const end = this.#run(pattern, words, start);
          if (end > 0) found.push({ means: pattern.means, start, end });
        }
      }
    }
    return found;
  }

  /** The end of the longest match from `start`, or 0. States are bits, so nothing is ever tried twice. */
  #run({ elements, optional }: Pattern<T>, words: readonly Word[], start: number): number {
    const done = 1 << elements.length;
    let states = closed(1, optional);
    let end = 0;
    for (let i = start; i < words.length && i < start + longestMatch && states !== 0; i++) {
      const { stem, form, light, pause } = words[i] as Word;
      let next = i > start && light ? states & ~done : 0;
      for (let left = states & ~done; left !== 0; left &= left - 1) {
        const p = 31 - Math.clz32(left & -left);
        const { words: fitting, other } = elements[p] as Element;
        if (fitting === none || (other ? !light && !pause && !fitting.has(stem) : fitting.has(stem) || fitting.has(form))) next |= 1 << (p + 1);
      }
      states = closed(next, optional);
      if (i + 1 === words.length || (words[i + 1] as Word).pause) states |= ended(states, elements);
      if ((states & done) !== 0) end = i + 1;
    }
    return end;
  }
}

const key = (word: string): string => (word.startsWith('=') ? word : stem(word));

/** With the states that are reached by leaving out what may be absent. */
function closed(states: number, optional: number): number {
  for (let more = 0; (more = ((states & optional) << 1) & ~states) !== 0; ) states |= more;
  return states;
}

/** The states that only waited for a pause. */
function ended(states: number, elements: readonly Element[]): number {
  const last = elements.length - 1;
  return (states & (1 << last)) !== 0 && (elements[last] as Element).words.has('$') ? 1 << (last + 1) : 0;
}
