import { openCare } from '../../care/open';
import { startIsland } from '../../view/island';
import { Board } from './board';

void startIsland(Board, openCare);
