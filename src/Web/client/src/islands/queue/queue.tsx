import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { useStore } from '../../care/use';
import type { QueueRow } from '../../care/wire';
import { Spoken, Toast, useToast } from '../../view/announce';
import { Banner } from '../../view/banner';
import { ConnectionBanner } from '../../view/connection';
import { Icon } from '../../view/icons';
import type { IslandProps } from '../../view/island';
import { useNow } from '../../view/now';
import { Empty, Skeleton } from '../../view/waiting';
import { canTake } from './act-bar';
import { type AboutRow, Dialogs, type Question } from './dialogs';
import { type Act, useKeys, useKeysOn } from './keys';
import { lowerThan } from './lower';
import { Pane } from './pane';
import { byPatient, passesAny } from './patients';
import { queueWords } from './queue-words';
import { Row } from './row';
import { type Filter, filters, isOpen } from './rows';
import { Signals } from './signals';
import { Strip } from './strip';
import { talkOf } from './talk-of';
import { TaskList } from './task-list';
import { taskPasses } from './tasks';
import { actsOf } from './use-acts';
import { useQueue } from './use-queue';
import { useTasks } from './use-tasks';

/** The clinicians' queue: who waits, the thread of the open row, and why it stands where it stands. */
export function Queue({ care }: IslandProps<unknown>) {
  const say = queueWords();
  const { rows, refused, news, change, look } = useQueue(care);
  const { tasks, change: changeTask } = useTasks(care);
  const [laterToo, showLater] = useState(false);
  const connection = useStore(care.hub.connection);
  const now = useNow(15_000);
  const [toast, tell] = useToast();
  const [filter, setFilter] = useState<Filter>(() => filters.find((each) => each === new URLSearchParams(location.search).get('show')) ?? 'all');
  const [item, setItem] = useState(() => new URLSearchParams(location.search).get('item'));
  const [dialog, setDialog] = useState<Question | null>(null);
  const [keysOn, turnKeys] = useKeysOn();
  const field = useRef<HTMLTextAreaElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  useTarget();

  const me = care.person;
  const all = rows ?? [];
  const patients = byPatient(all);
  const shown = patients.filter((each) => passesAny(each, filter, me, now) || [each.lead, ...each.others].some((one) => one.item === item));
  const toDo = tasks.filter((task) => taskPasses(task, filter, me, now) || (laterToo && filter === 'all'));
  const row = useLast(all.find((each) => each.item === item) ?? null, item);
  const [apart, setApart] = useState<string | null>(null);
  const clinic = useStore(care.directory.state);
  const mine = useStore(care.mine);
  const talk = useMemo(
    () => (row === null ? null : talkOf(care, row, apart === row.item)),
    // Asked again for what it is made of; the same target gives the same conversation.
    [care, row?.item, row?.circle, row?.patientPerson, apart, clinic, row?.circle === null || apart !== null ? mine : null],
  );

  const open = (chosen: string): void => {
    setItem(chosen);
    address('item', chosen);
    if (location.hash === '#thread') heading.current?.focus({ preventScroll: true });
    else location.hash = '#thread';
  };
  const choose = (chosen: Filter): void => {
    setFilter(chosen);
    address('show', chosen === 'all' ? null : chosen);
  };

  const { claim, release } = actsOf(care, change, tell);

  useKeys(keysOn, (act: Act) => {
    if (act === 'sheet') return setDialog({ dialog: 'sheet' });
    const focused = document.activeElement instanceof HTMLElement ? document.activeElement.dataset['item'] : undefined;
    if (act === 'next' || act === 'previous') return move(focused ?? item, act === 'next' ? 1 : -1);
    const target = all.find((each) => each.item === (focused ?? item));
    if (target === undefined) return;
    if (act === 'claim') return void (canTake(care, target) && claim(target));
    if (target.item !== item) open(target.item);
    if (act === 'reply') return focusSoon(field);
    if (mayAsk(act, target, me)) setDialog({ dialog: act, item: target.item });
  });

  const ask = (about: AboutRow) => (): void => {
    if (row !== null) setDialog({ dialog: about, item: row.item });
  };
  return (
    <>
      <h1 class="vh">{say('title')}</h1>
      <Strip patients={patients} tasks={tasks} chosen={filter} me={me} now={now} onChoose={choose} onKeys={() => setDialog({ dialog: 'sheet' })} />
      <ConnectionBanner connection={connection} />
      <Spoken text={news} />
      <div class="triage">
        <section class="queue" aria-label={say('waiting')} tabIndex={0}>
          {refused ? (
            <Banner tone="heed" icon="info" title={say('notAllowed.title')}>
              {say('notAllowed')}
            </Banner>
          ) : rows === null ? (
            <Skeleton words={say('loading')} />
          ) : shown.length === 0 && toDo.length === 0 ? (
            <Nothing filtered={all.length > 0} inTeam={(care.directory.state.get()?.teams ?? []).some((team) => team.mine !== null)} />
          ) : (
            <ol role="list">
              {shown.map((each) => (
                <Row key={each.patient} patient={each} open={item} now={now} me={me} directory={care.directory} onOpen={open} />
              ))}
            </ol>
          )}
          <TaskList
            care={care}
            tasks={toDo}
            later={filter === 'all' ? tasks.length - toDo.length : 0}
            now={now}
            tell={tell}
            change={changeTask}
            onLater={() => showLater(true)}
          />
        </section>
        <section class="pane thread" id="thread" aria-labelledby="pt">
          <a class="pane__back small" href="#main">
            <Icon name="back" />
            {say('pane.back')}
          </a>
          {row === null ? (
            <div class="empty">
              <Icon name="message" />
              <h2 class="big" id="pt">
                {say('pick.title')}
              </h2>
              <p class="muted">{say('pick')}</p>
            </div>
          ) : (
            <Pane
              key={row.item}
              care={care}
              row={row}
              talk={talk}
              now={now}
              field={field}
              heading={heading}
              tell={tell}
              onApart={row.patientPerson === null || apart === row.item ? null : () => setApart(row.item)}
              on={{ claim: () => void claim(row), release: () => void release(row), reroute: ask('reroute'), hand: ask('hand'), lower: ask('lower'), raise: ask('raise'), close: ask('close') }}
              onTemplates={ask('templates')}
            />
          )}
        </section>
        <aside class="pane side" id="about" aria-label={row === null ? say('side.why') : say('pane.about', { name: row.patientName })} tabIndex={0}>
          <a class="pane__back" href="#thread">
            <Icon name="back" />
            {say('pane.back.messages')}
          </a>
          {row === null ? null : <Signals care={care} row={row} talk={talk} now={now} />}
        </aside>
      </div>
      <Dialogs
        care={care}
        question={dialog}
        row={row}
        talk={talk}
        keysOn={keysOn}
        onKeys={turnKeys}
        tell={tell}
        change={change}
        look={look}
        field={field}
        onClose={() => setDialog(null)}
      />
      <Toast text={toast} />
    </>
  );
}

/** A key asks only what the buttons of the row would. */
const mayAsk = (act: AboutRow, row: QueueRow, me: string): boolean => {
  if (act === 'close' || act === 'templates') return true;
  if (!isOpen(row)) return false;
  return act !== 'lower' || (lowerThan(row.level).length > 0 && (row.owner === null || row.owner === me || row.uncovered === 'owner-away'));
};

function Nothing({ filtered, inTeam }: { filtered: boolean; inTeam: boolean }) {
  const say = queueWords();
  const which = filtered ? 'empty.filter' : inTeam ? 'empty' : 'empty.teams';
  return <Empty title={say(`${which}.title`)}>{say(which)}</Empty>;
}

/** The open row stays to be read after it has left the queue: nobody's words vanish while somebody reads. */
function useLast(row: QueueRow | null, item: string | null): QueueRow | null {
  const last = useRef<QueueRow | null>(null);
  if (row !== null) last.current = row;
  return item !== null && last.current?.item === item ? last.current : null;
}

/** Moves the focus among the rows; a row opens only by Enter, since opening is told to the patient. */
function move(from: string | null, step: 1 | -1): void {
  const links = [...document.querySelectorAll<HTMLElement>('.qrow [data-item]')];
  const at = links.findIndex((link) => link.dataset['item'] === from);
  const next = at < 0 ? (step === 1 ? 0 : links.length - 1) : Math.min(links.length - 1, Math.max(0, at + step));
  links[next]?.focus();
}

/** The field may only be drawn with the next frame, when its row was opened by the same key. */
function focusSoon(field: { readonly current: HTMLTextAreaElement | null }): void {
  requestAnimationFrame(() => field.current?.focus());
}

/** Keeps what is shown in the address, so that loading again comes back to it. */
function address(name: string, value: string | null): void {
  const url = new URL(location.href);
  if (value === null) url.searchParams.delete(name);
  else url.searchParams.set(name, value);
  history.replaceState(history.state, '', url);
}

/** The panes are drawn after the page was loaded, so the browser looked for its target too early: let it look again. */
function useTarget(): void {
  useEffect(() => {
    if (location.hash === '#thread' || location.hash === '#about') location.replace(location.hash);
  }, []);
}
