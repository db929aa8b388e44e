import { stem } from './stem';

/** One word of a message, as the rules see it. */
export interface Word {
  /** Lower case, no accents, no apostrophes, spelled as the lexicon spells it. */
  readonly text: string;
  readonly stem: string;
  /** A comma, colon, dash or quotation mark stands before it. */
  readonly pause: boolean;
  readonly quoted: boolean;
  /** Written with a capital letter that the sentence's start does not explain. */
  readonly name: boolean;
}

export interface Spelling {
  /** Other ways of writing → the lexicon's way, which may be several words. */
  readonly of: ReadonlyMap<string, readonly string[]>;
  readonly known: ReadonlySet<string>;
  /** Every known long word with one letter left out → the word. */
  readonly near: ReadonlyMap<string, string>;
}

const piece = /[a-z0-9][a-z0-9'’‘`´*@$]*|\.{2,}|…|[.!?;\n\r]|[,:()—–]|["“”«»]/gi;
const digits: Readonly<Record<string, string>> = { '0': 'o', '1': 'i', '3': 'e', '4': 'a', '5': 's', '@': 'a', $: 's' };

/** A message as sentences of words. One pass over the text. */
export function sentencesOf(text: string, spelling: Spelling): Word[][] {
  const sentences: Word[][] = [];
  let words: Word[] = [];
  let pause = false;
  let quoted = false;
  let held: Word | undefined;

  const put = (word: Word): void => {
    const pair = held === undefined || word.pause ? undefined : spelling.of.get(`${held.text} ${word.text}`);
    if (pair !== undefined && held !== undefined) {
      const first = held;
      held = undefined;
      for (const text of pair) words.push({ ...first, text, stem: stem(text) });
      return;
    }
    flush();
    held = word;
  };
  const flush = (): void => {
    if (held !== undefined) words.push(held);
    held = undefined;
  };

  for (const [found] of text.normalize('NFKD').replace(/[\u0300-\u036f\u00ad\u200b-\u200f\ufeff]/g, '').matchAll(piece)) {
    if (/^[a-z0-9]/i.test(found)) {
      const name = /^[A-Z][a-z]/.test(found) && (words.length > 0 || held !== undefined);
      for (const text of spelled(found.toLowerCase().replace(/['’‘`´]/g, ''), spelling)) {
        put({ text, stem: stem(text), pause, quoted, name });
        pause = false;
      }
    } else if (/^["“”«»]/.test(found)) {
      quoted = !quoted;
      pause = true;
    } else if (/^[.!?;\n\r]$/.test(found)) {
      flush();
      if (words.length > 0) sentences.push(words);
      words = [];
      pause = false;
      if (found === '\n') quoted = false;
    } else pause = true;
  }
  flush();
  if (words.length > 0) sentences.push(words);
  return sentences;
}

function spelled(written: string, { of, known, near }: Spelling): readonly string[] {
  const direct = of.get(written);
  if (direct !== undefined) return direct;
  if (known.has(written)) return [written];
  let word = /^\d/.test(written) ? written : written.replace(/[0-9@$]/g, (sign) => digits[sign] ?? sign).replace(/\*/g, '');
  for (const shorter of [word, word.replace(/(.)\1{2,}/g, '$1$1'), (word = word.replace(/(.)\1{2,}/g, '$1'))]) {
    const other = of.get(shorter);
    if (other !== undefined) return other;
    if (known.has(shorter)) return [shorter];
  }
  return [word.length < 6 || word.length > 14 ? word : (nearest(word, near) ?? word)];
}

/** A known long word that differs by one letter: left out, added, changed, or swapped with its neighbour. */
function nearest(word: string, near: ReadonlyMap<string, string>): string | undefined {
  const whole = near.get(word);
  if (whole !== undefined) return whole;
  for (const shorter of without(word)) {
    const found = near.get(shorter);
    if (found !== undefined) return found;
  }
  return undefined;
}

export function* without(word: string): Generator<string> {
  for (let i = 0; i < word.length; i++) yield word.slice(0, i) + word.slice(i + 1);
}
