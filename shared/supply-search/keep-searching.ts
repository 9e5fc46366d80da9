import { madeNow, mayBeRenewed } from '#domain/matching/search-pauses.ts';
import type { Suggestion } from '#domain/matching/suggestion.ts';
import type { FoundSupply, SupplySearch } from '#domain/matching/supply-search.ts';
import { present } from '#domain/present.ts';
import { type KeptSearchPorts, SearchOvertaken } from './find-supply.ts';

export interface KeepSearchingPorts extends KeptSearchPorts {
  /** Milliseconds since the epoch. */
  readonly clock: () => number;
  /** The latest search of an event's latest version. */
  readonly latestSearch: (event: string) => Promise<SupplySearch | undefined>;
  readonly suggestionsOf: (event: string) => Promise<readonly Suggestion[]>;
  /** Puts a suggestion over exactly the one that was read; false when it has changed. */
  readonly replaceSuggestion: (suggestion: Suggestion, read: Suggestion) => Promise<boolean>;
}

/** A search that could be made now. */
export interface PossibleSearch {
  /** A text that changes with what it rests on: with the same text it would find the same. */
  readonly restsOn: string;
  readonly find: () => FoundSupply;
}

interface EventToSearch extends Pick<SupplySearch, 'subject' | 'version'> {
  /** True when the clock has asked for it. What else happens to an event is no reason to search again. */
  readonly mayRenew: boolean;
}

/** Each round that is lost is one that somebody else has won. */
const MOST_ROUNDS = 20;

/**
 * Keeps who could supply whom for a version of an event: searches when nobody has, and again, if it may and after a pause,
 * when what the kept search rests on has changed. Then makes the event's proposals those of its latest search.
 *
 * Everything follows from what is kept and known, so that whoever comes after a crash, or too late, ends with the same.
 * Who has written anything looks again: another may have kept a search, or a person an answer, meanwhile. Raises
 * `SearchOvertaken` when that does not end.
 *
 * @param next is asked after the kept search has been read: what it reads is then no older than what it replaces.
 */
export async function keepSearching(
  ports: KeepSearchingPorts,
  event: EventToSearch,
  next: (isFirst: boolean) => Promise<PossibleSearch>,
): Promise<void> {
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const search = await currentSearch(ports, event, next);
    if (search && (await settleProposals(ports, search, event)) === 'as-they-were') return;
  }
  throw new SearchOvertaken(`The searches for ${event.subject} kept changing`);
}

/** The latest search, made now if it is time; none when another one was kept meanwhile. */
async function currentSearch(
  ports: KeepSearchingPorts,
  { subject, version, mayRenew }: EventToSearch,
  next: (isFirst: boolean) => Promise<PossibleSearch>,
): Promise<SupplySearch | undefined> {
  const latest = await ports.latestSearch(subject);
  // Who answers an earlier version has come too late: its supply is that of the later one.
  if (latest && latest.version > version) return latest;
  const before = latest?.version === version ? latest : undefined;
  if (before && !(mayRenew && mayBeRenewed(before.made, ports.clock()))) return before;
  const { restsOn, find } = await next(before === undefined);
  if (before && before.restsOn === restsOn) return before;
  const made = madeNow(ports.clock(), before?.made);
  const renewed = before ? true : undefined;
  const search = present<SupplySearch>({ subject, version, restsOn, made, renewed, ...find() });
  return (await ports.putSearch(search, before?.renewed ? before : undefined)) ? search : undefined;
}

/**
 * Makes the proposals of an event those of its latest search. What people have answered stays as it is, and what a message
 * tells of is kept, even where it was overtaken before.
 */
async function settleProposals(
  ports: KeepSearchingPorts,
  latest: SupplySearch,
  { subject, version }: Pick<EventToSearch, 'subject' | 'version'>,
): Promise<'as-they-were' | 'changed'> {
  const isTold = latest.version === version && !latest.renewed;
  const told = isTold ? [] : ((await ports.readSearch(subject, version))?.suggestions ?? []);
  const kept = new Map((await ports.suggestionsOf(subject)).map((one) => [one.id, one]));
  const found = new Map(latest.suggestions.map((one) => [one.id, one]));
  const overtaken = told.filter(({ id }) => !found.has(id)).map((one): Suggestion => ({ ...one, overtaken: true }));
  const missing = [...latest.suggestions, ...overtaken].filter(({ id }) => !kept.has(id));
  const outdated = [...kept.values()].flatMap((read) => {
    if (read.state !== 'proposed') return [];
    const made = found.get(read.id);
    // That it stands again is no matter of the search.
    const now = made ? present<Suggestion>({ ...made, again: read.again }) : { ...read, overtaken: true as const };
    return JSON.stringify(now) === JSON.stringify(read) ? [] : [{ read, now }];
  });
  for (const suggestion of missing) await ports.putSuggestion(suggestion);
  for (const { read, now } of outdated) await ports.replaceSuggestion(now, read);
  return missing.length + outdated.length === 0 ? 'as-they-were' : 'changed';
}
