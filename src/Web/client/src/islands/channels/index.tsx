import { openCare } from '../../care/open';
import { startIsland } from '../../view/island';
import { Channels } from './channels';

void startIsland(Channels, openCare);
