import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Level, readCues } from '../../src/cues';
import { sentences } from './sentences';

const level = (text: string): Level => readCues(text).level;
const reads = (as: Level, texts: readonly string[]): void => {
  expect(texts.filter((text) => level(text) !== as)).toEqual([]);
};

describe('Told apart', () => {
  it('what is denied', () => {
    reads('crisis', ['I want to die', 'I am suicidal', 'I will kill myself', 'quiero morir', 'me voy a matar']);
    reads('none', ['I don’t want to die', 'I am not suicidal', 'I would never kill myself', 'no quiero morir', 'no me voy a matar', 'Nunca he pensado en matarme']);
  });

  it('a denial that is itself the cue', () => {
    reads('crisis', ['I don’t want to live', 'no quiero vivir', 'I don’t think I want to be alive']);
    reads('none', ['I want to live', 'quiero vivir']);
  });

  it('a denial of something else before it', () => {
    reads('crisis', ['I don’t sleep I want to die', 'no sé qué hacer quiero morirme', 'I’m not okay, I want to kill myself', 'why don’t I just kill myself']);
  });

  it('a denial that was a lie', () => reads('crisis', ['I said I wasn’t suicidal but I lied', 'dije que no quería matarme, mentí']));

  it('figures of speech', () => {
    reads('none', ['This traffic is killing me', 'I’m dying of laughter', 'me muero de risa', 'I could kill for a coffee', 'me muero por verte', 'if I sit through another meeting I’m going to kill myself']);
  });

  it('somebody else', () => {
    reads('none', ['My brother tried to kill himself', 'My friend wants to die', 'Mi hermana se quiere matar', 'mi tío quería morir', 'She said “I want to die”']);
  });

  it('what others make the writer want', () => reads('crisis', ['My brother killed himself and now I want to die', 'he makes me want to kill myself']));

  it('the past, unless it goes on', () => {
    reads('none', ['Years ago I wanted to die', 'I used to be suicidal', 'hace años quería morir pero ya no', 'I tried to kill myself in 2010']);
    reads('crisis', ['Years ago I wanted to die and I still do', 'I tried to kill myself last night', 'anoche intenté matarme', 'I have wanted to die for years']);
  });

  it('questions, forms and stories', () => {
    reads('none', ['The form asked if I wanted to kill myself', 'What should I do if I ever feel suicidal?', 'La novela trata de un suicidio', 'Does this cause suicidal thoughts?']);
  });
});

describe('Written as people write on phones', () => {
  it('without accents, capitals or apostrophes, with curly ones, with letters too many or too few', () => {
    reads('crisis', [
      'i dont want to live', 'I don’t want to live', 'I DON\'T WANT TO LIVE', 'i wanna dieeee', 'kms', 'i want to kil myself', 'i want to kill my self',
      'im suicidl', 'I want to commit su1cide', 'i wnat to die', 'quiero suisidarme', 'kiero morir', 'QUIERO MORIR', 'cant go on', 'i w\u200bant to die',
    ]);
  });

  it('in two languages at once, in many sentences, without a full stop', () => {
    reads('crisis', [
      'I just quiero morir', 'ya no quiero vivir anymore', 'Thanks for the call. I slept well. I want to die. See you Monday.',
      `${'and then we went to the shop and he said it was fine '.repeat(20)} i want to kill myself ${'and i went home and slept for a while and ate '.repeat(20)}`,
    ]);
  });

  it('empty, or only of signs', () => reads('none', ['', '   ', '…', '🙂🙂', '\u0000', '((((((', '"']));
});

describe('For every text', () => {
  const urgency: readonly Level[] = ['none', 'urgent', 'crisis'];
  const every = (['heldout', 'tuning'] as const).flatMap((part) => (['en', 'es'] as const).flatMap((language) => sentences(part, language)));
  const ordinary = every.filter((sentence) => sentence.level === 'none').map(({ text }) => text);
  const any = fc.constantFrom(...every.map(({ text }) => text));

  it('an ordinary sentence beside it never lowers the level', () => {
    fc.assert(fc.property(any, fc.constantFrom(...ordinary), fc.boolean(), fc.constantFrom('. ', '\n', '! '), (text, other, first, between) => {
      const [before, after] = first ? [other, text] : [text, other];
      const both = `${before.replace(/[.!?]+$/, '')}${between}${after}`;
      expect(urgency.indexOf(level(both))).toBeGreaterThanOrEqual(urgency.indexOf(level(text)));
    }), { numRuns: 3_000 });
  });

  it('spaces, case and kinds of apostrophe make no difference', () => {
    fc.assert(fc.property(any, (text) => {
      expect(level(`  ${text.toUpperCase().replaceAll(/['’]/g, '‘')}  `)).toBe(level(text.toLowerCase()));
    }));
  });

  it('it answers, whatever it is given', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
      expect(urgency).toContain(level(text));
    }));
  });
});
