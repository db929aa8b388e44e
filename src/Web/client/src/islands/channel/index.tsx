import { openCare } from '../../care/open';
import { startIsland } from '../../view/island';
import { Channel } from './channel';

void startIsland(Channel, openCare);
