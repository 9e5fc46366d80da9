import { isLive } from '#domain/alert/alert.ts';
import { type BusinessDay, businessDayOf } from '#domain/business-day.ts';
import type { Catalogue } from '#domain/catalogue.ts';
import type { Step } from '#domain/duty/due-steps.ts';
import { newsWithSteps, readerForSteps } from '#domain/duty/news-with-steps.ts';
import { actsWithin, type EventAct } from '#domain/event/event-act.ts';
import { asSaid } from '#domain/event/event-as-said.ts';
import { type EventBoard, eventOn, everyMemberOf, type KnownEvent, type PastEvent } from '#domain/event/event-board.ts';
import type { SaidOfAlert } from '#domain/event/said-of-alert.ts';
import { type Strand, strandOfEvent } from '#domain/event/strand.ts';
import {
  type Conversation,
  membersFor,
  type NewsInShort,
  newsFor,
  type Reader,
  type Told,
  wasHeard,
} from '#domain/notification/conversation.ts';
import { isOfCrisis } from '#domain/notification/crisis-news.ts';

/** What a message needs of the desk; all reads strongly consistent. */
export interface TellPorts {
  /** Milliseconds since the epoch. */
  readonly clock: () => number;
  readonly readBoard: (strand: Strand) => Promise<{ readonly value: EventBoard }>;
  readonly readPastEvent: (id: string) => Promise<PastEvent | undefined>;
  readonly actsOf: (event: string) => Promise<readonly EventAct[]>;
  /** True where suppliers are known for what an event is short of at these places. */
  readonly hasSupply: (event: string, places: readonly string[]) => Promise<boolean>;
}

/** An event with all that is told of it. */
export interface ToldEvent extends PastEvent {
  /** As they hold for it now. */
  readonly acts: readonly EventAct[];
  /** What was said last of single live members, where it keeps them from readers. */
  readonly said: readonly SaidOfAlert[];
  /** Ids of the events that were joined into it: what was told of them was told of it. */
  readonly joined: readonly string[];
}

/** The event that an id stands for now; none for a text that is no event's id. */
export async function readToldEvent(
  ports: TellPorts,
  catalogue: Catalogue,
  id: string,
): Promise<ToldEvent | undefined> {
  const strand = strandOfEvent(id);
  if (strand === undefined) return undefined;
  const { value: board } = await ports.readBoard(strand);
  const known = eventOn(board, id);
  const event = known && toldEventOn(board, known);
  if (event && event.members.length > 0) {
    return { ...event, acts: actsWithin(catalogue, await ports.actsOf(event.known.id), event.members) };
  }
  const past = await ports.readPastEvent(known?.id ?? id);
  return past && { ...past, said: [], joined: event?.joined ?? [], acts: await ports.actsOf(past.known.id) };
}

/** An event on its board, with its live and its ended members, but without what people did with it. */
export function toldEventOn(board: EventBoard, known: KnownEvent): Omit<ToldEvent, 'acts'> {
  const joined = board.events.filter((other) => other.id !== known.id && eventOn(board, other.id) === known);
  return {
    strand: board.strand,
    known,
    members: everyMemberOf(board, known),
    said: board.said ?? [],
    joined: joined.map(({ id }) => id),
  };
}

/** An event as a reader sees it: his members and the acts on them, by what was said of the event and of single alerts. */
export function seenByReader(
  { known, members, acts, said }: Pick<ToldEvent, 'known' | 'members' | 'acts' | 'said'>,
  reader: Pick<Reader, 'places'>,
  catalogue: Catalogue,
  today: BusinessDay,
): Pick<ToldEvent, 'members' | 'acts'> {
  return asSaid(known.id, { members: membersFor(catalogue, reader, members), acts }, said, today);
}

/** A reader of an event with what he has heard of it, and the steps of the desk that are due to him. */
export interface Hearing {
  readonly reader: Reader;
  readonly told: readonly Told[];
  readonly steps: readonly Step[];
}

/** What an event is to a reader; none if it is nothing new, or nothing of a crisis to who is told of crises only. */
export async function newsToReader(
  ports: Pick<TellPorts, 'clock' | 'hasSupply'>,
  catalogue: Catalogue,
  event: Pick<ToldEvent, 'known' | 'members' | 'acts' | 'said'>,
  hearing: Hearing,
): Promise<NewsInShort | undefined> {
  const news = await anyNewsToReader(ports, catalogue, event, hearing);
  return news && hearing.reader.crisesOnly && !isOfCrisis(news, hearing.told) ? undefined : news;
}

async function anyNewsToReader(
  ports: Pick<TellPorts, 'clock' | 'hasSupply'>,
  catalogue: Catalogue,
  event: Pick<ToldEvent, 'known' | 'members' | 'acts' | 'said'>,
  { told, steps, ...hearing }: Hearing,
): Promise<NewsInShort | undefined> {
  const today = businessDayOf(ports.clock());
  const reader = readerForSteps(hearing.reader, event.members, { steps, told, catalogue });
  const seen = seenByReader(event, reader, catalogue, today);
  const newsIf = (supply: boolean) => {
    const news = newsFor({ ...seen, supply }, reader, told, { catalogue, today });
    return newsWithSteps(news, seen.members.filter(isLive), steps, { catalogue, supply });
  };
  const news = newsIf(false);
  if (news && !SAYS_SUPPLY.includes(news.kind)) return news;
  const isHeard = told.some(({ supply }) => supply);
  if (!news && (told.length === 0 || isHeard)) return undefined;
  return newsIf(await ports.hasSupply(event.known.id, reader.places));
}

/** News of these kinds say who could supply, where that is known. */
const SAYS_SUPPLY: readonly NewsInShort['kind'][] = ['opened', 'escalated', 'spread', 'reminder'];

/** What a reader has heard of an event and of all that were joined into it, oldest first; what came back was not heard. */
export function heardOf(conversations: readonly Conversation[]): Told[] {
  return conversations.flatMap(({ told }) => told.filter(wasHeard)).toSorted((a, b) => a.at - b.at || a.n - b.n);
}
