import { pageWords } from './page-words';
import en from './words.en.json';
import es from './words.es.json';

/** Words of the parts that islands share. */
export const view = pageWords(en, es);
