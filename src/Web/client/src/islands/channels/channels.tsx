import { useEffect, useMemo, useState } from 'preact/hooks';
import type { Care } from '../../care/types';
import { useStore } from '../../care/use';
import { type CircleInfo, type Entry, type Id, Kind } from '../../care/wire';
import { ConnectionBanner } from '../../view/connection';
import { Icon } from '../../view/icons';
import type { IslandProps } from '../../view/island';
import { useNow } from '../../view/now';
import { initials } from '../../view/owner';
import { dayAndTime } from '../../view/times';
import { Empty, Skeleton } from '../../view/waiting';
import { channelsWords } from './channels-words';

/** This person's circles, with the messages that came since they were asked for. */
function useFresh(care: Care): readonly CircleInfo[] | null {
  const circles = useStore(care.mine);
  const [came, setCame] = useState<ReadonlyMap<Id, Entry>>(new Map());
  useEffect(
    () =>
      care.hub.on('Appended', (circle, entry) => {
        if (entry.kind === 'message') setCame((known) => new Map(known).set(circle, entry));
      }),
    [care],
  );
  return useMemo(
    () =>
      circles?.map((circle) => {
        const entry = came.get(circle.circle);
        if (entry === undefined || entry.number <= circle.last) return circle;
        return { ...circle, last: entry.number, lastMessageAt: entry.at, unread: circle.unread + entry.number - circle.last };
      }) ?? null,
    [circles, came],
  );
}

/** The channels that this person is in, the one with the newest message first. */
export function Channels({ care }: IslandProps<unknown>) {
  const say = channelsWords();
  const circles = useFresh(care);
  const connection = useStore(care.hub.connection);
  const now = useNow(60_000);
  const channels = circles?.filter((circle) => circle.kind === Kind.channel).sort((a, b) => b.lastMessageAt - a.lastMessageAt);
  return (
    <>
      <header class="stack-s">
        <div class="row row--apart">
          <h1>{say('title')}</h1>
          <a class="btn btn--main" href="/channels/new">
            {say('new')}
          </a>
        </div>
        <p class="muted">{say('what')}</p>
      </header>
      <ConnectionBanner connection={connection} />
      {channels === undefined ? (
        <Skeleton words={say('loading')} />
      ) : channels.length === 0 ? (
        <Empty title={say('empty.title')}>{say('empty')}</Empty>
      ) : (
        <ul role="list" class="people">
          {channels.map((channel) => {
            const name = channel.patientName === '' ? channel.title : say('about', { name: channel.patientName });
            return (
              <li key={channel.circle}>
                <a class="btn person" href={`/channels/${channel.circle}`}>
                  <span class="owner" aria-hidden="true">
                    <i>{initials(channel.patientName === '' ? channel.title : channel.patientName)}</i>
                  </span>
                  <span>
                    <strong>{name}</strong>
                    <span class="small muted">
                      {channel.lastMessageAt === 0 ? say('none') : say('last', { when: dayAndTime(channel.lastMessageAt, now) })}
                      {channel.unread === 0 ? null : `, ${say.count('unread', channel.unread)}`}
                    </span>
                  </span>
                  <Icon name="forward" />
                </a>
              </li>
            );
          })}
        </ul>
      )}
    </>
  );
}
