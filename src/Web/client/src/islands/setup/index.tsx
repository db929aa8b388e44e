import { openApi } from '../../care/api';
import { startEntry } from '../../view/entry';
import { Setup } from './setup';

const api = openApi();

void startEntry(() => <Setup setup={(body) => api.setup(body)} go={(path) => location.assign(path)} />);
