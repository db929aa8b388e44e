import { pageWords } from '../../view/page-words';
import en from './words.en.json';
import es from './words.es.json';

export const teamsWords = pageWords(en, es);
