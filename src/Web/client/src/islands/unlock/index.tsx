import { openApi } from '../../care/api';
import { Vault } from '../../care/device';
import { unlock } from '../../care/enrolment';
import type { Self } from '../../care/wire';
import { type EntryProps, startEntry } from '../../view/entry';
import { Unlock, type UnlockPage } from './unlock';

const api = openApi();

async function unlocked(self: Self): Promise<boolean> {
  const vault = self.person === null ? null : await Vault.open(self.person);
  vault?.close();
  return vault !== null;
}

void startEntry<UnlockPage>((props: EntryProps<UnlockPage>) => (
  <Unlock {...props} unlock={(self, code, foundAs) => unlock(self, code, { api }, foundAs)} unlocked={unlocked} go={(path) => location.replace(path)} />
));
