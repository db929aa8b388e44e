import { openCare } from '../../care/open';
import { type IslandProps, startIsland } from '../../view/island';
import { Teams } from './teams';

void startIsland<object>(({ care }: IslandProps<object>) => <Teams care={care} />, openCare);
