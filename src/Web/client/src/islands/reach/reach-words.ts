import { pageWords } from '../../view/page-words';

export const reachWords = pageWords({ en: () => import('./words.en.json'), es: () => import('./words.es.json') });
