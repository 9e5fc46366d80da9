import { alertId } from '#domain/alert/alert.ts';
import type { ReplayedDay } from '#domain/assessment/replay.ts';
import type { BusinessDay } from '#domain/business-day.ts';
import type { Episode, Resolution } from '#domain/detection/episode.ts';
import { atLeast, type Direction, type Level, type Rung } from '#domain/level.ts';
import { ROOT_PLACE } from '#domain/place.ts';
import type { FileDay, PriceFile } from './price-file.ts';

/** An episode as it went, with the numbers of its highest level. */
export interface BacktestEpisode {
  readonly id: string;
  readonly place: string;
  readonly product: string;
  readonly direction: Direction;
  readonly level: Level;
  readonly rung: Rung;
  readonly openedOn: BusinessDay;
  readonly escalatedOn: BusinessDay | null;
  readonly resolvedOn: BusinessDay | null;
  readonly resolution: Resolution | null;
  readonly changePct: number;
  readonly agreeing: number;
  readonly reporting: number;
}

export interface BacktestResult {
  readonly rows: number;
  readonly places: number;
  readonly products: number;
  readonly days: number;
  readonly quarantined: readonly { readonly line: number; readonly code: string }[];
  readonly episodes: readonly BacktestEpisode[];
  /** Episodes that reached alert or crisis, per 1,000 days of a product at a place. */
  readonly perThousandDays: number;
  readonly perThousandDaysByRung: Readonly<Partial<Record<Rung, number>>>;
}

/** Keeps what a replay shows, day by day. */
export function backtestRecord() {
  const episodes = new Map<string, BacktestEpisode>();
  const quarantined: { line: number; code: string }[] = [];
  let productDays = 0;

  return {
    /** Notes a day; without the file's own day, one on which nothing was reported. */
    note({ places, whole }: ReplayedDay, reported: FileDay | undefined): void {
      for (const { assessment, memory } of [...places, whole]) {
        for (const episode of memory.episodes) {
          if (episode.status === 'pending' || episode.level === 'normal') continue;
          const described = describe(assessment.place, episode);
          episodes.set(described.id, described);
        }
        if (assessment.place !== ROOT_PLACE) {
          productDays += assessment.products.filter(({ retail }) => retail !== undefined).length;
        }
      }
      if (!reported) return;
      for (const { assessment } of places) {
        for (const { product, checks } of assessment.products) {
          for (const { doubt, store } of checks) {
            if (!doubt) continue;
            for (const line of reported.linesOf(store, product)) quarantined.push({ line, code: doubt });
          }
        }
      }
    },

    result(file: PriceFile): BacktestResult {
      const all = [...episodes.values()].sort((a, b) =>
        a.openedOn < b.openedOn ? -1 : a.openedOn > b.openedOn ? 1 : 0,
      );
      const alerting = all.filter(({ level }) => atLeast(level, 'alert'));
      const rate = (count: number) => (productDays === 0 ? 0 : (1000 * count) / productDays);
      return {
        rows: file.rows,
        places: file.places.length,
        products: file.products.length,
        days: file.dates,
        quarantined: [...file.refused, ...quarantined].sort((a, b) => a.line - b.line),
        episodes: all,
        perThousandDays: rate(alerting.length),
        perThousandDaysByRung: Object.fromEntries(
          [...Map.groupBy(alerting, ({ rung }) => rung)].map(([rung, own]) => [rung, rate(own.length)]),
        ),
      };
    },
  };
}

function describe(place: string, episode: Episode): BacktestEpisode {
  const { product, direction, level, openedOn, escalatedOn, resolvedOn, resolution, evidence } = episode;
  return {
    id: alertId(place, episode),
    place,
    product,
    direction,
    level,
    rung: evidence.rung,
    openedOn,
    escalatedOn: escalatedOn ?? null,
    resolvedOn: resolvedOn ?? null,
    resolution: resolution ?? null,
    changePct: evidence.changePct,
    agreeing: evidence.agreeing,
    reporting: evidence.reporting,
  };
}
