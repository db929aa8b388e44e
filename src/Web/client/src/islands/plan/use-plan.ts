import { useEffect, useMemo, useState } from 'preact/hooks';
import { Refused, SignedOut, Unreachable } from '../../care/errors';
import type { Care, Conversation, PlanOf } from '../../care/types';
import { useStore } from '../../care/use';
import { type CircleInfo, type Id, Kind } from '../../care/wire';
import type { PlanPage } from './plan';

/** The plan's conversation, or why there is none: still looking, not for this person, a patient without keys. */
export type Found = { readonly talk: Conversation } | { readonly why: 'looking' | 'denied' | 'no-keys' };

/** The safety plan of the page's patient: the one that is there, or the one that the first version begins. */
export function usePlan(care: Care, page: PlanPage): Found {
  const mine = useStore(care.mine);
  const clinic = useStore(care.directory.state);
  const own = page.record === null;
  const there = mine?.find((circle) => circle.plan && circle.patient === (page.record ?? care.self.account))?.circle;
  const asked = useAsked(care, !own && mine !== null && there === undefined ? page : null);
  const starting = clinic === null || mine === null ? null : own ? ofMyself(care, mine) : asked;
  const talk = useMemo(() => {
    if (there !== undefined) return care.conversation({ circle: there });
    return starting === null || typeof starting === 'string' ? null : care.conversation({ planOf: starting });
  }, [care, there, JSON.stringify(starting)]);
  if (talk !== null) return { talk };
  return { why: typeof starting === 'string' ? starting : 'looking' };
}

/** A patient's own plan is read by the teams they write to; who has written to nobody yet shares it with the therapists. */
function ofMyself(care: Care, mine: readonly CircleInfo[]): PlanOf {
  const teams = (care.directory.state.get()?.teams ?? []).filter((team) => !team.custodian && team.care !== 'front-desk');
  const writtenTo = new Set(mine.filter((circle) => circle.kind === Kind.thread && !circle.plan).flatMap((circle) => circle.teams));
  const own = teams.filter((team) => writtenTo.has(team.team));
  const readers: Id[] = (own.length > 0 ? own : teams.filter((team) => team.care === 'therapy')).map((team) => team.team);
  return { patient: care.person, record: care.self.account, name: care.self.name, teams: readers };
}

/** What staff need to begin a plan with a patient, who may not have keys yet; `denied` when it is not theirs to begin. */
function useAsked(care: Care, page: PlanPage | null): PlanOf | 'denied' | 'no-keys' | null {
  const [asked, setAsked] = useState<PlanOf | 'denied' | 'no-keys' | null>(null);
  const record = page?.record ?? null;
  const connection = useStore(care.hub.connection);
  useEffect(() => {
    if (record === null || asked !== null) return;
    let over = false;
    const ask = async (): Promise<void> => {
      try {
        const [{ items }, { teams }] = await Promise.all([care.api.patients(), care.api.contacts(record)]);
        const patient = items.find((each) => each.record === record);
        if (over || patient === undefined) return;
        setAsked(patient.person === null ? 'no-keys' : { patient: patient.person, record, name: patient.name, teams: teams.filter((team) => care.directory.team(team)?.care !== 'front-desk') });
      } catch (error) {
        if (error instanceof Refused && !over) setAsked('denied');
        // Without a connection it is asked again with the next one.
        else if (!(error instanceof Unreachable || error instanceof SignedOut)) throw error;
      }
    };
    void ask();
    return () => {
      over = true;
    };
  }, [care, record, connection, asked]);
  return asked;
}
