import { pageWords } from '../view/page-words';

/** Words of the safety plan, wherever it is read. */
export const planWords = pageWords({ en: () => import('./words.en.json'), es: () => import('./words.es.json') });
