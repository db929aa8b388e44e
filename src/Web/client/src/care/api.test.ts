import { describe, expect, it } from 'vitest';
import { json, openApi } from './api';
import { Refused, SignedOut, Unreachable } from './errors';

function answering(status: number, body: string): { api: ReturnType<typeof openApi>; asked: { url: string; init: RequestInit }[] } {
  const asked: { url: string; init: RequestInit }[] = [];
  const api = openApi(async (url, init) => {
    asked.push({ url, init });
    return new Response(body === '' ? null : body, { status });
  });
  return { api, asked };
}

describe('the HTTP endpoints', () => {
  it('carry bytes as base64, both ways, in single fields and in lists', async () => {
    const { api, asked } = answering(200, '{"cards":["AQI="],"keyring":"/w==","wraps":["","AA=="]}');
    const keys = await api.keys();
    expect(keys.cards).toEqual([new Uint8Array([1, 2])]);
    expect(keys.keyring).toEqual(new Uint8Array([255]));
    expect(keys.wraps).toEqual([new Uint8Array(0), new Uint8Array(1)]);
    await api.storeCard({ card: new Uint8Array([1, 2]), keyring: new Uint8Array([255]), wraps: [new Uint8Array(1)], tag: new Uint8Array(0) });
    expect(asked[1]?.init.body).toBe('{"card":"AQI=","keyring":"/w==","wraps":["AA=="],"tag":""}');
  });

  it('leave names, ids and titles as text', () => {
    expect(json.read('{"title":"AQI=","person":"AAAA","items":[{"name":"Tag"}]}')).toEqual({ title: 'AQI=', person: 'AAAA', items: [{ name: 'Tag' }] });
  });

  it('say why they refuse', async () => {
    await expect(answering(409, '{"error":"Malformed","retryAfter":0}').api.vouch(new Uint8Array(1))).rejects.toMatchObject({ reason: 'Malformed' });
    await expect(answering(403, '').api.patients()).rejects.toMatchObject({ reason: 'NotAllowed' });
    await expect(answering(429, '{"error":"Busy","retryAfter":7}').api.me()).rejects.toMatchObject({ reason: 'Busy', retryAfter: 7 });
    await expect(answering(429, '{"error":"Busy","retryAfter":7}').api.me()).rejects.toBeInstanceOf(Refused);
  });

  it('give a lost race as an answer with its winner', async () => {
    const { api } = answering(409, '{"error":"Lost","circle":"c","number":3,"winner":"AQ=="}');
    expect(await api.commit({ manifest: new Uint8Array(1), copies: [] })).toMatchObject({ error: 'Lost', winner: new Uint8Array([1]) });
  });

  it('tell an ended session and a failing server from a refusal', async () => {
    await expect(answering(401, '').api.me()).rejects.toBeInstanceOf(SignedOut);
    await expect(answering(502, '<html>').api.me()).rejects.toBeInstanceOf(Unreachable);
    await expect(answering(200, '<html>').api.me()).rejects.toBeInstanceOf(Unreachable);
    const down = openApi(() => Promise.reject(new TypeError('Failed to fetch')));
    await expect(down.me()).rejects.toBeInstanceOf(Unreachable);
  });
});
