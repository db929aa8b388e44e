import type { Directory } from '../care/types';
import { useStore } from '../care/use';
import { Banner } from './banner';
import { view } from './view-words';

/** The clinic's own chains failed a check: names may be missing, and the person is told with a way to be helped. */
export function TroubleBanner({ directory }: { directory: Directory }) {
  const trouble = useStore(directory.trouble);
  if (!trouble.some((each) => each.kind !== 'conversation')) return null;
  const say = view();
  return (
    <Banner tone="heed" icon="warn" title={say('trouble.title')} live="alert">
      {say('trouble')}
    </Banner>
  );
}
