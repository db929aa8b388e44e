import { useCallback, useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { Care } from '../../care/types';
import { useStore } from '../../care/use';
import type { Id, QueueRow } from '../../care/wire';
import { Refused, SignedOut, Unreachable } from '../../care/errors';
import { inOrder, stays } from './rows';
import { queueWords } from './queue-words';

/** A push can be lost, so the whole queue is asked for again now and then. Milliseconds. */
const refresh = 60_000;

export interface QueueNow {
  /** Null until the first answer. */
  rows: readonly QueueRow[] | null;
  /** This person has no right to a queue. */
  refused: boolean;
  /** What is new, for those who hear the page. */
  news: string;
  /** Puts in what an act of this person's came to, before the push says so. */
  change: (row: QueueRow) => void;
  look: () => void;
}

/** The rows of all queues of this person's teams, live. */
export function useQueue(care: Care): QueueNow {
  const [rows, setRows] = useState<ReadonlyMap<string, QueueRow> | null>(null);
  const [refused, setRefused] = useState(false);
  const [news, setNews] = useState('');
  const known = useRef<ReadonlyMap<string, QueueRow> | null>(null);
  const clinic = useStore(care.directory.state);
  const teams = useMemo<ReadonlySet<Id> | null>(
    () => (clinic === null ? null : new Set([...clinic.teams, ...clinic.unlisted].filter((team) => team.mine !== null).map((team) => team.team))),
    [clinic],
  );
  const mine = useRef(teams);
  mine.current = teams;

  const put = useCallback((next: ReadonlyMap<string, QueueRow>) => {
    const words = newsOf(known.current, next);
    if (words !== '') setNews(words);
    known.current = next;
    setRows(next);
  }, []);

  const change = useCallback(
    (row: QueueRow) => {
      // Before the first answer there is nothing to change: it brings this row along.
      if (known.current === null) return;
      const next = new Map(known.current);
      if (stays(row, mine.current, care.person)) next.set(row.item, row);
      else next.delete(row.item);
      put(next);
    },
    [put, care],
  );

  const look = useCallback(async () => {
    try {
      const reply = await care.hub.ask('Queue');
      setRefused(false);
      put(new Map(reply.rows.map((row) => [row.item, row])));
    } catch (error) {
      // Without a connection the rows stay as they were, and the banner says so; the next return asks again.
      if (error instanceof Refused) setRefused(error.reason === 'NotAllowed');
      else if (!(error instanceof Unreachable || error instanceof SignedOut)) throw error;
    }
  }, [care, put]);

  useEffect(() => {
    void look();
    const stops = [care.hub.on('QueueChanged', change), care.hub.on('CirclesChanged', () => void look()), care.hub.onConnected(() => void look())];
    const timer = setInterval(() => void look(), refresh);
    return () => {
      clearInterval(timer);
      for (const stop of stops) stop();
    };
  }, [care, change, look]);

  const ordered = useMemo(() => (rows === null ? null : inOrder(rows.values())), [rows]);
  return { rows: ordered, refused, news, change, look: () => void look() };
}

/** What came into the queue or rose in it, as one sentence. */
function newsOf(before: ReadonlyMap<string, QueueRow> | null, after: ReadonlyMap<string, QueueRow>): string {
  if (before === null) return '';
  const say = queueWords();
  const rank = { crisis: 0, urgent: 1, today: 2, routine: 3 } as const;
  const came = [...after.values()].filter((row) => !before.has(row.item) || (before.get(row.item)?.state === 'answered' && row.state === 'waiting'));
  if (came.length > 1) return say('said.new.many', { n: came.length });
  const [only] = came;
  if (only !== undefined) return say('said.new', { name: only.patientName, level: say(`level.${only.level}`) });
  const rose = [...after.values()].find((row) => {
    const was = before.get(row.item);
    return was !== undefined && rank[row.level] < rank[was.level];
  });
  return rose === undefined ? '' : say('said.rose', { name: rose.patientName, level: say(`level.${rose.level}`) });
}
