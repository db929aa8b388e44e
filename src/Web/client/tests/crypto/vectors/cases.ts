import { Card, Hash, isRefusal, type Links, Manifest, type Refusal } from '../../../src/crypto';
import { committed, hex } from '../files';

type Json = Record<string, unknown>;
interface File { objects: Record<string, string>; cases: (Json & { name: string; clause: number; op: string; refusal?: Refusal })[] }

/** A case of tests/vectors, read as its README says. */
export class Case {
  readonly fields: Json;
  readonly #objects: Record<string, string>;

  constructor(fields: Json, objects: Record<string, string>) {
    this.fields = fields;
    this.#objects = objects;
  }

  text(field: string): string {
    const value = this.fields[field];
    if (typeof value !== 'string') throw new Error(`No text ${field}`);
    return value;
  }

  number(field: string): number {
    const value = this.fields[field];
    if (typeof value !== 'number') throw new Error(`No number ${field}`);
    return value;
  }

  bytes(field: string): Uint8Array<ArrayBuffer> {
    return hex(this.text(field));
  }

  hash(field: string): Hash {
    return Hash.from(this.bytes(field));
  }

  optionalHash(field: string): Hash | undefined {
    return this.fields[field] == null || this.fields[field] === '' ? undefined : this.hash(field);
  }

  texts(field: string): string[] {
    return (this.fields[field] ?? []) as string[];
  }

  /** An entry of the file's objects. */
  named(field: string): Uint8Array<ArrayBuffer> {
    return this.#object(this.text(field));
  }

  allNamed(field: string): Uint8Array<ArrayBuffer>[] {
    return this.texts(field).map((name) => this.#object(name));
  }

  each(field: string): Case[] {
    return ((this.fields[field] ?? []) as Json[]).map((fields) => new Case(fields, this.#objects));
  }

  manifest(field: string): Manifest {
    return decoded(Manifest.decode(this.named(field)));
  }

  /** `links` as they are, unchecked; with `newest` the last listed link of a chain is the newest. */
  links(): Links {
    const cards = new Map<string, Card>();
    const people = new Map<string, Card[]>();
    const manifests = new Map<string, Manifest>();
    const chainOf = new Map<string, string>();
    const newest = new Map<string, Hash>();
    for (const bytes of this.allNamed('links')) {
      const card = Card.decode(bytes);
      const link = isRefusal(card) ? decoded(Manifest.decode(bytes)) : card;
      const chain = link.n === 0 ? link.name.toString() : (chainOf.get(link.prev.toString()) ?? '');
      chainOf.set(link.name.toString(), chain);
      newest.set(chain, link.name);
      if (link instanceof Card) {
        cards.set(link.name.toString(), link);
        people.set(chain, [...(people.get(chain) ?? []), link]);
      } else manifests.set(link.name.toString(), link);
    }
    return {
      card: (name) => cards.get(name.toString()),
      manifest: (name) => manifests.get(name.toString()),
      cards: (person) => people.get(person.toString()) ?? [],
      newest: (chain) => (this.fields['newest'] === true ? newest.get(chain.toString()) : undefined),
    };
  }

  #object(name: string): Uint8Array<ArrayBuffer> {
    const text = this.#objects[name];
    if (text === undefined) throw new Error(`No object ${name}`);
    return hex(text);
  }
}

export function decoded<T extends object>(value: T | Refusal): T {
  if (isRefusal(value)) throw new Error(value);
  return value;
}

/** Name, op and case of everything in a committed file; empty where it is absent. */
export function casesOf(name: string): { name: string; op: string; case: Case; refusal: Refusal | undefined }[] {
  const file = committed<File>(name);
  return (file?.cases ?? []).map((c) => ({ name: c.name, op: c.op, case: new Case(c, file?.objects ?? {}), refusal: c.refusal }));
}
