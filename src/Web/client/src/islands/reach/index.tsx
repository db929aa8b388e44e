import { openApi } from '../../care/api';
import { type EntryProps, startEntry } from '../../view/entry';
import { browserPush } from './push';
import { Reach, type ReachPage } from './reach';

const api = openApi();

void startEntry<ReachPage>(({ page }: EntryProps<ReachPage>) => (
  <Reach page={page} push={browserPush()} add={(push) => api.addPush(push)} go={(path) => location.assign(path)} />
));
