import { keepLanguageLinks } from './language';
import { forgetAtSignOut, showKeptPlan } from './kept-plan';
import { leave } from './leave';
import { registerWorker } from './worker';
import { warnBeforeEnd } from './session';

// What every page has, without a key or a connection of its own.
leave();
warnBeforeEnd();
keepLanguageLinks();
forgetAtSignOut();
void showKeptPlan();
void registerWorker();
