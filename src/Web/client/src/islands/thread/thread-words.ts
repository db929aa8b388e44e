import { language, type Language, type Say, words } from '../../words/words';
import en from './words.en.json';
import es from './words.es.json';

let read: { language: Language; say: Say<keyof typeof en> } | undefined;

export function threadWords(): Say<keyof typeof en> {
  if (read?.language !== language()) read = { language: language(), say: words(en, es) };
  return read.say;
}
