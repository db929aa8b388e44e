import type { Care } from '../../care/types';
import type { Patient, Report } from '../../care/wire';
import { Banner } from '../../view/banner';
import { clock, day } from '../../words/dates';
import { peopleWords } from './people-words';

/** What devices refused to believe of this server: what happened, that nothing was lost, what to do, and what to read out on the phone. */
export function Reports({ care, patients, reports }: { care: Care; patients: readonly Patient[]; reports: readonly Report[] }) {
  const say = peopleWords();
  if (reports.length === 0) return null;
  const nameOf = ({ person }: Report): string =>
    care.directory.nameOf(person) ?? patients.find((patient) => patient.person === person)?.name ?? say('reports.someone');
  return (
    <Banner tone="heed" icon="warn" title={say('reports.title')} live="alert">
      <p>{say('reports')}</p>
      <p>{say('reports.do')}</p>
      <details class="fold small">
        <summary>{say('reports.details')}</summary>
        <ul role="list" class="facts">
          {reports.map((report) => (
            <li key={`${report.person} ${report.chain} ${report.refusal}`}>
              {say('reports.who', { name: nameOf(report), when: `${day(report.at)}, ${clock(report.at)}` })}
              <br />
              <span class="muted">{say('reports.what', { refusal: report.refusal, number: String(report.number), chain: report.chain })}</span>
            </li>
          ))}
        </ul>
      </details>
    </Banner>
  );
}
