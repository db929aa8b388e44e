import { describe, expect, it, vi } from 'vitest';
import { log, reportsOf, sam, say, states, team, thread, world } from '../../tests/care/danas-clinic';
import { texts, until } from '../../tests/care/world';
import { id } from './ids';

describe('what the server must not do', () => {
  it('stops the circle at a manifest that fails its checks, keeps earlier words, and sends nothing', async () => {
    const { circle, his } = await thread();
    const other = log(team).manifests[0]?.bytes as Uint8Array<ArrayBuffer>;
    world.server.force(circle, 'manifest', other);
    const stopped = await until(his, (s) => s.stopped !== null);
    expect([texts(stopped), stopped.canWrite]).toEqual([['Hello'], false]);
    await say(his, 'Into nothing');
    await until(his, (s) => states(s)[1] === 'failed');
    expect(sam.care.directory.trouble.get().map((t) => t.chain)).toContain(circle);
    await vi.waitFor(() => expect(reportsOf(sam)).toEqual([{ person: sam.person, chain: circle, number: 3, refusal: 'WrongNumber' }]));
  });

  it('tells the clinic of a stopped circle once, and after a lost connection with the next one', async () => {
    const { circle, his } = await thread();
    world.server.force(circle, 'manifest', log(team).manifests[0]?.bytes as Uint8Array<ArrayBuffer>);
    world.server.loseReports = 1;
    await until(his, (s) => s.stopped !== null);
    await vi.waitFor(() => expect(world.server.loseReports).toBe(0));
    expect(reportsOf(sam)).toEqual([]);
    sam.wire.drop();
    await vi.waitFor(() => expect(reportsOf(sam)).toHaveLength(1), { timeout: 5_000 });
    await sam.care.look();
    sam.wire.drop();
    await until(his, (s) => s.connection === 'connected');
    expect(sam.wire.asked.filter(([method]) => method === 'Report')).toHaveLength(2);
  });

  it('leaves a placeholder for a message that cannot be checked, and goes on', async () => {
    const { circle, his, hers } = await thread();
    const forged = new Uint8Array(log(circle).entries[1]?.bytes as Uint8Array);
    forged[forged.length - 1] = (forged.at(-1) as number) ^ 1;
    world.server.force(circle, 'message', forged);
    const seen = await until(his, (s) => s.lines.some((l) => l.is === 'placeholder'));
    expect(seen.stopped).toBeNull();
    await say(hers, 'Still here');
    await until(his, (s) => texts(s).includes('Still here'));
  });

  it('is caught when it shows an older clinic than this device has seen', async () => {
    await sam.care.look();
    const clinic = world.server.logs.get(world.server.clinicId as string) as NonNullable<ReturnType<typeof world.server.logs.get>>;
    clinic.entries.pop();
    clinic.manifests.pop();
    const again = await world.page(sam.account, sam.person, sam.code).catch(() => undefined);
    expect(again?.care.directory.trouble.get()).toEqual([{ chain: id(world.server.clinicId as string).toString(), kind: 'clinic', number: clinic.entries.length, refusal: 'RolledBack' }]);
    await vi.waitFor(() => expect(reportsOf(sam)).toEqual([
      { person: sam.person, chain: world.server.clinicId, number: clinic.entries.length, refusal: 'RolledBack' },
    ]));
  });

  it('cannot show a message twice', async () => {
    const { circle, his } = await thread();
    world.server.force(circle, 'message', log(circle).entries[1]?.bytes as Uint8Array<ArrayBuffer>);
    await say(his, 'Next');
    const sent = await until(his, (s) => texts(s).length === 2);
    expect(texts(sent)).toEqual(['Hello', 'Next']);
    expect(sent.lines.some((l) => l.is === 'placeholder')).toBe(false);
  });
});
