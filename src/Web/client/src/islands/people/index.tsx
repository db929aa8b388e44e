import { Invitations } from '../../care/invitations';
import { openCare } from '../../care/open';
import { type IslandProps, startIsland } from '../../view/island';
import { People } from './people';

let invitations: Invitations;

void startIsland<object>(
  ({ care }: IslandProps<object>) => <People care={care} invitations={invitations} origin={location.origin} />,
  async (self) => {
    const care = await openCare(self);
    invitations = new Invitations({ api: care.api, chains: care.chains, circles: care.circles });
    return care;
  },
);
