import { openCare } from '../../care/open';
import { startIsland } from '../../view/island';
import { Queue } from './queue';

void startIsland(Queue, openCare);
