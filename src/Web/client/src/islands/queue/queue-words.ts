import { pageWords } from '../../view/page-words';

export const queueWords = pageWords({ en: () => import('./words.en.json'), es: () => import('./words.es.json') });
