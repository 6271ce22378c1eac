// Who came, as a list of visits has it: several names in one cell, their posts in the next. They become the party of the visit.
import { fold } from '../../../db/catalog/fold.ts';
import type { Mutation, SetValue } from '../../../db/log/mutation.ts';

export interface Guest {
  readonly name: string;
  readonly post: string;
  /** Record id, where the desk knows the person. */
  readonly person: string | undefined;
}

export type Party =
  | { readonly ok: true; readonly guests: readonly Guest[] /** Guests who are counted and not named. */; readonly others: number }
  | { readonly ok: false; readonly names: number; readonly posts: number };

const between = /[、，,;；\n／]|\s{2,}|\s*\/\s*/;
const others = /\s*(?:ほか|他|外|ら|以下)\s*(\d+)\s*(?:名|人)\s*$/;
const withPost = /^(.+?)\s*[（(]([^（）()]+)[）)]$/;

const pieces = (text: string): string[] =>
  text
    .normalize('NFKC')
    .split(between)
    .map((piece) => piece.trim())
    .filter((piece) => piece !== '');

/** 「アンヌ・見本（市長）」 is a name with a post, unless the desk knows somebody of just that name. */
function guestOf(piece: string, post: string | undefined, personOf: (name: string) => string | undefined): Guest {
  const whole = personOf(piece);
  const [, name = '', inside = ''] = whole === undefined && post === undefined ? (withPost.exec(piece) ?? []) : [];
  // What marks samples is no post.
  if (name === '' || fold(inside) === fold('見本')) return { name: piece, post: post ?? '', person: whole };
  return { name, post: inside, person: personOf(name) };
}

/**
 * @param posts  cell of the posts: as many as names, or none
 * @param personOf  the record of somebody of that name
 */
export function readParty(names: string, posts: string, personOf: (name: string) => string | undefined): Party {
  const text = names.normalize('NFKC').trim();
  const counted = Number(others.exec(text)?.[1] ?? 0);
  const named = pieces(text.replace(others, ''));
  const post = pieces(posts);
  if (post.length > 0 && post.length !== named.length) return { ok: false, names: named.length, posts: post.length };
  return { ok: true, guests: named.map((piece, at) => guestOf(piece, post[at], personOf)), others: counted };
}

/** @returns what follows for the visit itself, as far as the file does not say it */
export function followsFromParty({ guests, others: more }: Extract<Party, { ok: true }>, set: Readonly<Record<string, SetValue>>): Record<string, SetValue> {
  const head = guests.find(({ person }) => person !== undefined)?.person;
  return {
    ...(head !== undefined && (set.leader ?? null) === null && { leader: head }),
    ...(guests.length > 0 && (set.partySize ?? null) === null && { partySize: guests.length + more }),
  };
}

/** @param visit  record id */
export const guestMutations = (visit: string, guests: readonly Guest[]): Mutation[] =>
  guests.map(({ person, name, post }, at) => ({
    kind: 'create',
    table: 'visitGuest',
    set: { visit, order: at + 1, ...(person === undefined ? { name, postJa: post === '' ? null : post } : { person }) },
  }));
