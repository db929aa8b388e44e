import { openApi } from '../../care/api';
import { type EntryProps, startEntry } from '../../view/entry';
import { Enrol, type EnrolPage } from './enrol';

const api = openApi();

void startEntry<EnrolPage>((props: EntryProps<EnrolPage>) => <Enrol {...props} parts={{ api }} fragment={location.hash} go={(path) => location.replace(path)} />);
