import { type ComponentType, render, type VNode } from 'preact';
import { Locked, SignedOut, Unreachable } from '../care/errors';
import { type OpenCare, readIsland, unlockAddress } from '../care/session';
import type { Care } from '../care/types';
import { Banner } from './banner';
import { Boundary } from './boundary';
import { PageHub } from './connection';
import { Numbers } from './numbers';
import { wordsReady } from './page-words';
import { TroubleBanner } from './trouble';
import { view } from './view-words';

export interface IslandProps<Page> {
  care: Care;
  page: Page;
}

/**
 * Draws an island where the server left its skeleton, once this device is unlocked. Without a device it goes to
 * be unlocked and comes back, unless the island has words for that: then `locked` draws them.
 */
export async function startIsland<Page>(Island: ComponentType<IslandProps<Page>>, open: OpenCare, locked?: (page: Page) => VNode): Promise<void> {
  const { root, self, page } = readIsland<Page>();
  const draw = (node: VNode): void => {
    root.replaceChildren();
    render(<Boundary>{node}</Boundary>, root);
  };
  const here = location.pathname + location.search + location.hash;
  const words = wordsReady();
  try {
    const [care] = await Promise.all([open(self), words]);
    draw(
      <PageHub.Provider value={care.hub}>
        <TroubleBanner directory={care.directory} />
        <Island care={care} page={page} />
      </PageHub.Provider>,
    );
  } catch (error) {
    await words;
    if (error instanceof Locked) {
      if (locked === undefined) location.replace(unlockAddress(here));
      else draw(locked(page));
    } else if (error instanceof SignedOut) {
      location.replace(`/sign-in?next=${encodeURIComponent(here)}`);
    } else if (error instanceof Unreachable) {
      draw(<NotOpened />);
    } else {
      draw(<Broken error={error} />);
    }
  }
}

/** Hands a failure outside of drawing to the boundary, which has the words for it. */
function Broken({ error }: { error: unknown }): never {
  throw error;
}

function NotOpened() {
  const say = view();
  return (
    <Banner tone="heed" icon="warn" title={say('failed.title')} live="alert">
      <p>{say('failed')}</p>
      <p>
        <button type="button" class="btn btn--main" onClick={() => location.reload()}>
          {say('failed.again')}
        </button>
      </p>
      <Numbers />
    </Banner>
  );
}
