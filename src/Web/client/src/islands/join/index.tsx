import { openApi } from '../../care/api';
import { type EntryProps, startEntry } from '../../view/entry';
import { Join } from './join';

const api = openApi();

void startEntry<object>((props: EntryProps<object>) => <Join {...props} api={api} parts={{ api }} fragment={location.hash} go={(path) => location.assign(path)} />);
