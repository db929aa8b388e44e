import { useCallback, useEffect, useState } from 'preact/hooks';
import type { Invitations, Pending } from '../../care/invitations';
import type { Care } from '../../care/types';
import type { Patient, Report } from '../../care/wire';

export interface PeopleLists {
  readonly pending: readonly Pending[];
  readonly patients: readonly Patient[];
}

export type InvitationsPort = Pick<Invitations, 'invite' | 'list' | 'confirm'>;

/** Invitations and patients, read again when the hub says that somebody joined or was confirmed. Null until the first answer. */
export function usePeople(care: Care, invitations: InvitationsPort, failed: (error: unknown) => void): [PeopleLists | null, () => Promise<void>] {
  const [lists, setLists] = useState<PeopleLists | null>(null);
  const look = useCallback(async () => {
    try {
      const [pending, patients] = await Promise.all([invitations.list(), care.api.patients()]);
      setLists({ pending, patients: patients.items });
    } catch (error) {
      failed(error);
    }
  }, [care, invitations]);
  useEffect(() => {
    void look();
    const stops = [care.hub.on('PeopleChanged', () => void look()), care.hub.onConnected(() => void look())];
    return () => stops.forEach((stop) => stop());
  }, [look]);
  return [lists, look];
}

/** What devices reported, for who may see it; read again with the lists. */
export function useReports(care: Care, maySee: boolean, failed: (error: unknown) => void): readonly Report[] {
  const [reports, setReports] = useState<readonly Report[]>([]);
  useEffect(() => {
    if (!maySee) return undefined;
    const look = (): void => void care.api.reports().then(({ items }) => setReports(items), failed);
    look();
    const stops = [care.hub.on('PeopleChanged', look), care.hub.onConnected(look)];
    return () => stops.forEach((stop) => stop());
  }, [care, maySee]);
  return reports;
}
