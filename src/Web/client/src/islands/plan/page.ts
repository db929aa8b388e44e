import { pageWords } from '../../view/page-words';

export const pageOf = pageWords({ en: () => import('./words.en.json'), es: () => import('./words.es.json') });
