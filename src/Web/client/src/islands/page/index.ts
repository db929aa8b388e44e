import { keepLanguageLinks } from './language';
import { leave } from './leave';
import { registerWorker } from './worker';
import { warnBeforeEnd } from './session';

// What every page has, without a key or a connection of its own.
leave();
warnBeforeEnd();
keepLanguageLinks();
void registerWorker();
