import type { Care } from '../../care/types';
import type { NextPage, PageRow } from '../../care/wire';
import { Clock } from '../../view/clock';
import { Icon } from '../../view/icons';
import { list } from '../../view/readers';
import { clock } from '../../words/dates';
import { boardWords } from './board-words';

/** By which ways a person was paged, and how far each page came. */
export function Reached({ pages, times }: { pages: readonly PageRow[]; times: number }) {
  const say = boardWords();
  const known = pages.filter((page) => page.state !== 'stopped' || page.error !== null);
  return (
    <span class="small muted">
      {known.map((page) => `${say(`way.${page.way}`)}: ${pageWords(page)}. `).join('')}
      {times > 1 ? say('paged.times', { n: times }) : ''}
    </span>
  );
}

function pageWords(page: PageRow): string {
  const say = boardWords();
  const board = page.way === 'board';
  switch (page.state) {
    case 'delivered':
      return say(board ? 'page.seen' : 'page.arrived');
    case 'sent':
      return say('page.sent');
    case 'failed':
    case 'stopped':
      return say('page.failed');
    case 'waiting':
      return say(board ? 'page.unseen' : page.error === null ? 'page.waiting' : 'page.again');
  }
}

/** The step that is paged next: last in the trail. */
export function NextLine({ care, next }: { care: Care; next: NextPage }) {
  const say = boardWords();
  return (
    <li class="todo">
      <Icon name="clock" />
      <strong>{asStart(namesOf(next, care))}</strong>
      <span class="num">{clock(next.at)}</span>
      <span class="small">{say(next.people.length === 0 ? 'next.nobody' : 'next.then')}</span>
    </li>
  );
}

/** How long until then. */
export function Due({ care, next, now }: { care: Care; next: NextPage; now: number }) {
  const say = boardWords();
  const left = Math.max(0, next.at - now);
  const seconds = Math.ceil(left / 1000);
  return (
    <div class="due">
      <Clock left={left / usualWait} tone={left < 60_000 ? 'soon' : 'calm'} />
      <p>
        {next.people.length === 0 ? say('next.looks') : say('next.in', { name: namesOf(next, care) })}
        <br />
        <span class="count" role="timer">
          {`${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`}
        </span>
      </p>
    </div>
  );
}

/** The acknowledge clock of CLINICAL.md: what a full ring stands for. Milliseconds. */
const usualWait = 5 * 60_000;

function namesOf(next: NextPage, care: Care): string {
  const say = boardWords();
  if (next.people.length === 0) return say('next.none');
  return list(next.people.map((person) => (person === care.person ? say('next.you') : (care.directory.nameOf(person) ?? say('someone')))));
}

const asStart = (words: string): string => words.charAt(0).toLocaleUpperCase() + words.slice(1);
