import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { Conversation, ConversationState, Content, SendOptions } from '../care/types';
import { useStore } from '../care/use';
import { AskFirst } from './ask-first';
import { Banner } from './banner';
import { Composer, type ComposerProps } from './composer';
import { ConnectionBanner } from './connection';
import { deviceName } from './device';
import { attempt } from './failures';
import { Icon } from './icons';
import { Log } from './log';
import { Numbers, type PhoneLine } from './numbers';
import { useNow } from './now';
import { Skeleton } from './waiting';
import type { Voice } from './state';
import { view } from './view-words';

export interface TalkProps {
  talk: Conversation;
  voice: Voice;
  /** Names the log for those who hear it. */
  label: string;
  lines?: readonly PhoneLine[] | undefined;
  /** Shows a sentence and says it aloud. */
  tell: (words: string) => void;
  /** Said when a message has reached the server. */
  sentWords?: string;
  /** What goes with the words, asked once they are to be sent; the words wait in the field until it is there. */
  options?: (text: string) => SendOptions | Promise<SendOptions>;
  /** Called at each key. */
  onTyping?: () => void;
  /** Makes the content from the words; plain text when absent. */
  content?: (text: string) => Content;
  onSent?: () => void;
  composer: Omit<ComposerProps, 'draft' | 'onDraft' | 'onSend' | 'stopped' | 'field'>;
  field?: RefObject<HTMLTextAreaElement | null>;
  /** Puts the log into a scrolling part, as the queue's middle pane needs it. */
  scroll?: boolean;
  /** The page shows the state of the connection elsewhere. */
  connectionShown?: boolean;
}

/** A conversation and the place to write in it, with every state it can be in. */
export function Talk(props: TalkProps) {
  const { talk, tell } = props;
  const say = view();
  const state = useStore(talk.state);
  const now = useNow(30_000);
  const own = useRef<HTMLTextAreaElement>(null);
  const field = props.field ?? own;
  useOpened(talk, state);
  useSendingNews(state, tell, props.sentWords ?? say('said.sent'));

  const sending = useRef(false);
  const send = async (text: string): Promise<void> => {
    if (sending.current) return;
    sending.current = true;
    const content = props.content?.(text) ?? ({ type: 'text', text } as const);
    const kept = await attempt(async () => talk.send(content, await props.options?.(text)), tell);
    sending.current = false;
    if (!kept) return;
    if (state.connection !== 'connected') tell(say('said.kept', { device: deviceName() }));
    props.onSent?.();
  };

  if (state.gone !== null) {
    return (
      <Banner tone="heed" icon="info" title={say('gone.title')} live="status">
        <p>{say(`gone.${state.gone}`)}</p>
        {props.voice.to === 'patient' ? <Numbers lines={props.lines} /> : null}
      </Banner>
    );
  }
  const log =
    state.loading && state.lines.length === 0 ? (
      <Skeleton words={say('loading')} />
    ) : (
      <Log label={props.label} lines={state.lines} now={now} voice={props.voice} connected={state.connection === 'connected'} busy={state.busy} writing={state.typing} onRetry={() => talk.retry()} />
    );
  return (
    <>
      {props.scroll === true ? <div class="scroll">{log}</div> : log}
      {state.stopped === null ? null : <Stopped lines={props.lines} />}
      {readsOnly(state) ? (
        <p class="next small">
          <Icon name="key" />
          <span>{say('write.soon')}</span>
        </p>
      ) : null}
      {props.connectionShown === true ? null : <ConnectionBanner connection={state.connection} />}
      <Draft {...props.composer} talk={talk} field={field} stopped={state.stopped !== null} onTyping={props.onTyping} onSend={(text) => void send(text)} />
      {state.ask === null ? null : (
        <AskFirst
          key={state.ask.id}
          question={state.ask}
          onAnswer={(sendAnyway) => {
            void attempt(() => talk.answer(sendAnyway), tell);
            field.current?.focus();
          }}
        />
      )}
    </>
  );
}

/** Somebody covering reads at once; what they write waits until a member's device has put them into the newest keys. */
const readsOnly = (state: ConversationState): boolean =>
  !state.canWrite && !state.loading && state.circle !== null && state.stopped === null && state.lines.length > 0;

/** The composer with the device's draft; apart from the log, so that a key pressed draws no message anew. */
function Draft({ talk, onTyping, ...composer }: Omit<ComposerProps, 'draft' | 'onDraft'> & { talk: Conversation; onTyping: (() => void) | undefined }) {
  const draft = useStore(talk.draft);
  return (
    <Composer
      {...composer}
      draft={draft}
      onDraft={(text) => {
        talk.keep(text);
        if (text !== '') talk.typing();
        onTyping?.();
      }}
    />
  );
}

/** A circle that failed its checks: earlier words stay, nothing later is shown, the phone numbers stand here. */
export function Stopped({ lines }: { lines?: readonly PhoneLine[] | undefined }) {
  const say = view();
  return (
    <Banner tone="heed" icon="warn" title={say('stopped.title')} live="alert">
      <p>{say('stopped')}</p>
      <p>{say('stopped.call')}</p>
      <Numbers lines={lines} />
    </Banner>
  );
}

/** Tells the other side what has been shown, but only while somebody can see it. */
export function useOpened(talk: Conversation, { loading, last, openedByMe }: ConversationState): void {
  useEffect(() => {
    if (loading || last <= openedByMe) return;
    const tell = (): void => {
      if (document.visibilityState === 'visible') talk.opened(last);
    };
    tell();
    document.addEventListener('visibilitychange', tell);
    return () => document.removeEventListener('visibilitychange', tell);
  }, [talk, loading, last, openedByMe]);
}

/** Says aloud what became of one's own messages: sent, or failed. */
function useSendingNews({ lines }: ConversationState, tell: (words: string) => void, sentWords: string): void {
  const before = useRef(new Map<string, string>());
  useEffect(() => {
    const known = before.current;
    for (const line of lines) {
      if (line.is !== 'message' || line.state === null) continue;
      const was = known.get(line.key);
      if (was === 'saved' && line.state.is === 'sent') tell(sentWords);
      if (was === 'saved' && line.state.is === 'failed') tell(view()('said.failed'));
      known.set(line.key, line.state.is);
    }
  }, [lines, tell, sentWords]);
}
