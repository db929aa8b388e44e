import { openCare } from '../../care/open';
import { startIsland } from '../../view/island';
import { Told, ToldLocked } from './told';

void startIsland(Told, openCare, () => <ToldLocked />);
