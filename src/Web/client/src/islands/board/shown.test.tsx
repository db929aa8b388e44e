// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { clear, draw, settled, type StagedCare, stagedCare } from '../../../tests/stage/stage';
import { Unreachable } from '../../care/errors';
import type { AlertRow, PageRow } from '../../care/wire';
import { useShown } from './use-shown';

const dana = 'person Dana Okafor';
const page = (more: Partial<PageRow> = {}): PageRow => ({ person: dana, way: 'board', state: 'waiting', at: 1, attempts: 0, error: null, ...more });
const alerts = (...pages: PageRow[]): ReadonlyMap<string, AlertRow> => new Map([['alert', { alert: 'alert', pages } as AlertRow]]);

let care: StagedCare;
let visible: DocumentVisibilityState;

beforeEach(() => {
  care = stagedCare();
  visible = 'visible';
  vi.spyOn(document, 'visibilityState', 'get').mockImplementation(() => visible);
});
afterEach(() => {
  clear();
  vi.restoreAllMocks();
});

function Board({ shown }: { shown: ReadonlyMap<string, AlertRow> | null }) {
  useShown(care, shown);
  return null;
}
const show = async (shown: ReadonlyMap<string, AlertRow> | null): Promise<void> => {
  await draw(<Board shown={shown} />);
  await settled();
};

it('says once that the board shows what this person is paged for', async () => {
  await show(alerts(page({ person: 'person Luis Herrera' }), page(), page({ way: 'push' })));
  expect(care.hub.asked).toEqual([['AlertShown', 'alert']]);
});

it('says nothing of what is over, or of pages by other ways', async () => {
  await show(alerts(page({ state: 'delivered' }), page({ way: 'sms' }), page({ person: 'person Luis Herrera' })));
  await show(null);
  expect(care.hub.asked).toEqual([]);
});

it('waits until the page can be seen', async () => {
  visible = 'hidden';
  await show(alerts(page()));
  expect(care.hub.asked).toEqual([]);
  visible = 'visible';
  document.dispatchEvent(new Event('visibilitychange'));
  await settled();
  expect(care.hub.asked).toEqual([['AlertShown', 'alert']]);
});

it('says it again after it did not get through', async () => {
  care.hub.answers.AlertShown = () => {
    throw new Unreachable();
  };
  await show(alerts(page()));
  document.dispatchEvent(new Event('visibilitychange'));
  await settled();
  expect(care.hub.asked).toHaveLength(2);
});
