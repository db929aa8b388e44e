import type { Question } from '../care/types';
import { Dialog } from './dialog';
import { list } from './readers';
import { view } from './view-words';

/** Somebody was added since the person pressed send: it goes to them only if the person says so, and not by a quick Enter. */
export function AskFirst({ question, onAnswer }: { question: Question; onAnswer: (send: boolean) => void }) {
  const say = view();
  return (
    <Dialog title={say('ask.title')} onClose={() => onAnswer(false)}>
      <p>{say('ask.who', { names: list(question.added) })}</p>
      <figure>
        <figcaption class="small muted">{say('ask.words')}</figcaption>
        <blockquote class="bubble">{question.text}</blockquote>
      </figure>
      <div class="row">
        <button type="button" class="btn btn--main" onClick={() => onAnswer(true)}>
          {say('ask.send')}
        </button>
        <button type="button" class="btn" autoFocus onClick={() => onAnswer(false)}>
          {say('ask.back')}
        </button>
      </div>
    </Dialog>
  );
}
