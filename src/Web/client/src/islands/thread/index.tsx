import { openCare } from '../../care/open';
import { startIsland } from '../../view/island';
import { Thread } from './thread';

void startIsland(Thread, openCare);
