import { pageWords } from '../../view/page-words';

export const teamsWords = pageWords({ en: () => import('./words.en.json'), es: () => import('./words.es.json') });
