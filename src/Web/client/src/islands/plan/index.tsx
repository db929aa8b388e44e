import { openCare } from '../../care/open';
import { startIsland } from '../../view/island';
import { Plan } from './plan';

void startIsland(Plan, openCare);
