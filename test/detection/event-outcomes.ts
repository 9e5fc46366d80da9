import { ROOT_PLACE } from '#domain/place.ts';
import type { ShownAlert } from './detectors.ts';
import type { GeneratedMarket } from './generated-market.ts';
import type { EventKind, EventScope, MarketEvent } from './market-events.ts';

/** What became of one event at one place that it hit, or at the city as a whole. Delays are days after its first day. */
export interface EventOutcome {
  readonly event: string;
  readonly kind: EventKind;
  readonly plannedSize: number;
  /** Median true move of the place's stores, as a share. */
  readonly realisedSize: number;
  readonly scope: EventScope;
  readonly product: string;
  readonly volatile: boolean;
  readonly place: string;
  /** Stores of the place at the start; 0 for the whole city. */
  readonly stores: number;
  readonly start: number;
  /** Move in percent from which the detector meant to alert on the day before. */
  readonly alertPct: number;
  readonly watchDelay: number | undefined;
  readonly alertDelay: number | undefined;
  /** True when such an alert or watch stood already on the day before: the event can then not be told from it. */
  readonly watchedBefore: boolean;
  readonly alertedBefore: boolean;
}

interface Awaited {
  readonly event: MarketEvent;
  readonly place: string;
  readonly stores: number;
  alertPct: number;
  watchedBefore: boolean;
  alertedBefore: boolean;
  watchDelay?: number;
  alertDelay?: number;
}

/**
 * Follows each event at each of its places; events of a zone or the city also at the city as a whole.
 *
 * An event is seen at a level when an alert of its product, place and direction stands at that level or above between
 * its first and its last day.
 */
export function eventOutcomes(market: GeneratedMarket) {
  const awaited = market.events.flatMap((event) =>
    [...event.places, ...(event.scope === 'place' ? [] : [ROOT_PLACE])].map((place): Awaited => {
      const open = market.stores.filter(
        (store) => store.place === place && store.opens <= event.start && store.closes >= event.start,
      );
      return { event, place, stores: open.length, alertPct: 0, watchedBefore: false, alertedBefore: false };
    }),
  );
  const byStart = Map.groupBy(awaited, ({ event }) => event.start);
  const running = new Set<Awaited>();
  const volatile = new Set(market.goods.filter((good) => good.volatile).map(({ id }) => id));

  return {
    /** Before the detector sees a day: what stood on the day before, and from which move on it means to alert. */
    beforeDay(
      day: number,
      standing: readonly ShownAlert[],
      alertPct: (place: string, product: string) => number,
    ): void {
      for (const one of byStart.get(day) ?? []) {
        running.add(one);
        one.alertPct = alertPct(one.place, one.event.product);
        const same = standing.filter((alert) => isOf(alert, one));
        one.watchedBefore = same.length > 0;
        one.alertedBefore = same.some(({ level }) => level !== 'watch');
      }
      for (const one of running) if (day > one.event.end) running.delete(one);
    },
    note(day: number, alerts: readonly ShownAlert[]): void {
      if (running.size === 0) return;
      for (const alert of alerts) {
        for (const one of running) {
          if (!isOf(alert, one)) continue;
          one.watchDelay ??= day - one.event.start;
          if (alert.level !== 'watch') one.alertDelay ??= day - one.event.start;
        }
      }
    },
    result: (): EventOutcome[] =>
      awaited.flatMap((one) => {
        const { event, place, stores, alertPct, watchDelay, alertDelay, watchedBefore, alertedBefore } = one;
        const realisedSize = place === ROOT_PLACE ? event.size : market.realised(event, place);
        if (realisedSize === undefined) return [];
        const { id, kind, size, scope, product, start } = event;
        return [
          {
            ...{ event: id, kind, plannedSize: size, realisedSize, scope, product, place, stores, start, alertPct },
            ...{ volatile: volatile.has(product), watchDelay, alertDelay, watchedBefore, alertedBefore },
          },
        ];
      }),
  };
}

function isOf(alert: ShownAlert, { event, place }: Awaited): boolean {
  return alert.place === place && alert.product === event.product && alert.direction === event.direction;
}
