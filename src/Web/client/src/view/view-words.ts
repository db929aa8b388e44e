import { pageWords } from './page-words';

/** Words of the parts that islands share. */
export const view = pageWords({ en: () => import('./words.en.json'), es: () => import('./words.es.json') });
