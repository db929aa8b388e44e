import type { RefObject } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Care } from '../../care/types';
import type { ReplyTemplate } from '../../care/wire';
import { Choices } from '../../view/choices';
import { Dialog } from '../../view/dialog';
import { attempt } from '../../view/failures';
import { view } from '../../view/view-words';
import { queueWords } from './queue-words';

type Language = 'en' | 'es';

/** A template's text with the patient's first name in it. The name is put in here, on the device. */
export const filled = (text: string, firstName: string): string => text.replaceAll('{name}', firstName);

/** What is written already, and the template below it. */
export const under = (draft: string, text: string): string => (draft.trim() === '' ? text : `${draft.trimEnd()}\n\n${text}`);

export interface TemplatesProps {
  care: Care;
  firstName: string;
  /** Where the message is written. */
  field: RefObject<HTMLTextAreaElement | null>;
  onChoose: (text: string) => void;
  onClose: () => void;
}

/** The clinic's short replies. Choosing one puts it into the message; nothing is sent. */
export function Templates({ care, firstName, field, onChoose, onClose }: TemplatesProps) {
  const say = queueWords();
  const [all, setAll] = useState<readonly ReplyTemplate[] | null>(null);
  const [error, setError] = useState('');
  const [language, setLanguage] = useState<Language>(document.documentElement.lang === 'es' ? 'es' : 'en');
  useEffect(() => {
    void attempt(async () => setAll((await care.api.replyTemplates()).items), setError);
  }, [care]);
  const list = useRef<HTMLUListElement>(null);
  // By keyboard the first template is what is wanted; the language stands before it.
  useEffect(() => list.current?.querySelector('button')?.focus(), [all]);
  const shown = (all ?? []).map((each) => (language === 'es' ? { id: each.id, title: each.titleEs, text: each.textEs } : { id: each.id, title: each.titleEn, text: each.textEn }));

  return (
    <Dialog title={say('templates.title')} onClose={onClose} returnTo={field}>
      <p class="small muted">{say('templates.about')}</p>
      {error === '' ? null : <p role="alert">{error}</p>}
      {all === null ? (
        error === '' ? <p role="status">{say('templates.loading')}</p> : null
      ) : all.length === 0 ? (
        <p>{say('templates.none')}</p>
      ) : (
        <>
          <Choices
            legend={say('templates.language')}
            name="language"
            chosen={language}
            onChoose={setLanguage}
            options={[
              { value: 'en', words: 'English' },
              { value: 'es', words: 'Español' },
            ]}
          />
          <ul ref={list} role="list" class="stack-s" lang={language}>
            {shown.map((each) => (
              <li key={each.id}>
                <button type="button" class="template" onClick={() => onChoose(filled(each.text, firstName))}>
                  <strong>{each.title}</strong>
                  <span class="prewrap">{filled(each.text, firstName)}</span>
                </button>
              </li>
            ))}
          </ul>
        </>
      )}
      <button type="button" class="btn" onClick={onClose}>
        {view()('cancel')}
      </button>
    </Dialog>
  );
}
