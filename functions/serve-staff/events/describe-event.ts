import type { AnswerOf } from '#contract/operations.ts';
import type { BusinessDay } from '#domain/business-day.ts';
import type { Catalogue } from '#domain/catalogue.ts';
import {
  actsWithin,
  type EventAct,
  type EventOwner,
  eventState,
  holdingAct,
  ownerOf,
} from '#domain/event/event-act.ts';
import { asSaid } from '#domain/event/event-as-said.ts';
import { type EventGood, faceOf } from '#domain/event/event-face.ts';
import type { Direction } from '#domain/level.ts';
import { present } from '#domain/present.ts';
import type { Store } from '#domain/store.ts';
import { endSentence, eventGoods, eventSentence } from '#domain/wording/events.ts';
import { describeHeadline } from '../alerts/describe-headline.ts';
import { nameOfPlace, namesOfProduct } from '../http/names.ts';
import type { SeenEvent } from './find-event.ts';

export interface DescribeEventPorts {
  readonly catalogue: Catalogue;
  readonly today: () => BusinessDay;
  readonly listStores: () => Promise<readonly Store[]>;
}

export type EventAnswer = AnswerOf<'POST /v1/events/{id}/acknowledge'>;

/** An event as staff see it: what happened, how bad it is, where, and who is on it. */
export async function describeEvent(
  ports: DescribeEventPorts,
  event: SeenEvent,
  kept: readonly EventAct[],
): Promise<EventAnswer> {
  const { catalogue } = ports;
  const holding = actsWithin(catalogue, kept, event.everywhere);
  const { acts } = asSaid(event.known.id, { ...event, acts: holding }, event.said ?? [], ports.today());
  const stores = await ports.listStores();
  const { strand, known, members } = event;
  const face = faceOf(catalogue, members);
  const state = eventState(known, members, acts, ports.today());
  const isOver = known.endedAt !== undefined;
  const owner = isOver ? undefined : ownerOf(acts, known.level);
  const [opened] = known.log;
  return present<EventAnswer>({
    id: known.id,
    goodsName: eventGoods(strand, face, catalogue),
    sentence: isOver
      ? endSentence(strand, face, state === 'withdrawn', catalogue)
      : eventSentence(strand, face, catalogue),
    direction: face.direction,
    ceiling: face.ceiling,
    level: face.level,
    state,
    owner: owner && describeOwner(owner),
    acts: acts.length,
    version: known.version,
    since: face.since,
    openedAt: instant(opened?.at ?? known.levelSince),
    levelSince: instant(known.levelSince),
    endedAt: known.endedAt === undefined ? undefined : instant(known.endedAt),
    asOf: face.asOf,
    silencedUntil: state === 'silenced' ? holdingAct(acts, known.level, ports.today())?.until : undefined,
    changes: face.changes && {
      least: face.changes.least.changePct,
      greatest: face.changes.greatest.changePct,
    },
    coverDays: face.coverDays,
    goods: face.goods.map((good) => describeGood(good, face.direction, catalogue, stores)),
    wards: face.wards.map((id) => ({ id, name: nameOfPlace(catalogue, id) })),
    places: face.places.map((id) => ({ id, name: nameOfPlace(catalogue, id) })),
    alerts: face.members,
    isPartial: event.isPartial,
  });
}

function describeGood(
  { product, alert, place, level, figuresOn, evidence }: EventGood,
  direction: Direction,
  catalogue: Catalogue,
  stores: readonly Store[],
) {
  const { productName, unitName } = namesOfProduct(catalogue, product);
  return present<EventAnswer['goods'][number]>({
    product,
    productName,
    unitName,
    alert,
    place,
    placeName: nameOfPlace(catalogue, place),
    level,
    rung: evidence.rung,
    figuresOn,
    headline: describeHeadline({ evidence, direction, figuresOn }, { unit: unitName }, stores),
    observed: evidence.observed,
    changePct: evidence.changePct,
    threshold: evidence.thresholdPct,
    agreeing: evidence.agreeing,
    reporting: evidence.reporting,
    retailers: evidence.retailers,
    coverDays: evidence.coverDays,
  });
}

function describeOwner({ person, since, dueAt }: EventOwner): NonNullable<EventAnswer['owner']> {
  return present({ person, since: instant(since), dueAt: dueAt === undefined ? undefined : instant(dueAt) });
}

/** Milliseconds since the epoch as an ISO instant. */
export function instant(at: number): string {
  return new Date(at).toISOString();
}

/** The order in which live events are read: level, unowned, least cover, most wards, newest. */
export function byUrgency(a: EventAnswer, b: EventAnswer): number {
  const rank = ({ level }: EventAnswer) => ['normal', 'watch', 'alert', 'crisis'].indexOf(level);
  const owned = ({ owner }: EventAnswer) => (owner ? 1 : 0);
  const cover = ({ coverDays = Number.MAX_VALUE }: EventAnswer) => coverDays;
  return (
    rank(b) - rank(a) ||
    owned(a) - owned(b) ||
    cover(a) - cover(b) ||
    b.wards.length - a.wards.length ||
    (a.openedAt > b.openedAt ? -1 : a.openedAt < b.openedAt ? 1 : a.id < b.id ? -1 : 1)
  );
}
