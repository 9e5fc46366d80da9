import * as z from 'zod/mini';
import { addDays, type BusinessDay, eachDay, startOfBusinessDay } from '#domain/business-day.ts';
import type { PlaceEpisodes } from '#domain/detection/episode.ts';
import type { Product } from '#domain/product.ts';
import { placeOf, type Store, storeKey } from '#domain/store.ts';
import { aFewAtOnce } from '#runtime/a-few-at-once.ts';
import type { HttpAnswer, HttpRequest } from '#runtime/http.ts';
import { parseWith, unsupportedType } from '#runtime/request-body.ts';
import { requireCityWide } from '#runtime/route-access.ts';
import { shownRejections } from './describe-receipt.ts';
import type { IngestOutcome, Submission } from './ingest-report.ts';
import { readFile } from './read-body.ts';
import { type FileDay, type FilePorts, receiveFile } from './receive-file.ts';
import { nothingKept } from './refuse-file.ts';

const flag = z._default(z.enum(['true', 'false']), 'false');
const query = z.strictObject({ confirmDrop: flag, more: flag });

export interface HistoryPorts {
  /** Keeps store-days of one request. */
  readonly ingesting: () => (submission: Submission) => Promise<IngestOutcome>;
  readonly products: ReadonlyMap<string, Product>;
  readonly listStores: () => Promise<readonly Store[]>;
  /** The place and all that contain it. */
  readonly placesAround: (place: string) => readonly string[];
  readonly today: () => BusinessDay;
  /** Opens a place-day; one that is open stays as it is. */
  readonly open: (place: string, day: BusinessDay) => Promise<unknown>;
  /** Has a place, and all places inside it, folded anew from a day on. */
  readonly requestRebuild: (
    place: string,
    from: BusinessDay,
    how: { readonly more: boolean; readonly rewrites: boolean },
  ) => Promise<unknown>;
  /** Days back that still take reports. */
  readonly correctionDays: number;
  readonly readEpisodes: (place: string) => Promise<PlaceEpisodes | undefined>;
}

/** Place-days that are opened at the same time: they must be before the gateway gives up. */
const OPENED_AT_ONCE = 32;

/**
 * `POST /v1/history`: the bulk CSV or NDJSON for any past day, to fill the baselines of a new city.
 *
 * The past is folded once, by a rebuild from its first day: it is noted before the first row is kept, so that whoever
 * dies between leaves nothing unfolded, and begins after the last. `more=true` says that other files follow, the last of
 * which begins it. History never sends a message; the answer lists the episodes that are open as far as the places
 * have been assessed (`asOf`).
 */
export function importHistory(ports: HistoryPorts) {
  return async (request: HttpRequest): Promise<HttpAnswer> => {
    // A past is filled for any store of any place.
    if (request.caller.kind === 'staff') requireCityWide(request.caller);
    const { confirmDrop, more } = parseWith(query, request.query, 'query');
    const file = readFile(request);
    if (file === 'json') {
      throw unsupportedType(['text/csv', 'application/x-ndjson']);
    }
    const ingest = ports.ingesting();
    const outcome = await receiveFile(
      {
        products: ports.products,
        storeOf: storeFinder(await ports.listStores()),
        begin: (days) => requestRebuilds(ports, days, true),
        ingest: (day) =>
          ingest({
            ...day,
            // Dated at the start of its day, so that any live report of the day stands over it.
            reportedAt: day.reportedAt ?? startOfBusinessDay(day.date),
            mode: 'full',
            dryRun: false,
            confirmDrop: confirmDrop === 'true',
            source: 'history',
            isTable: file.isTable,
          }),
      },
      file,
      request.language,
    );
    const { receipts, rejections, kept } = outcome;
    if (kept.length === 0) throw nothingKept(outcome);
    const places = [...new Set(kept.flatMap(({ store, date }) => ports.placesAround(placeOf(store, date))))];
    await openDays(ports, places, firstDay(kept));
    if (more === 'false') await requestRebuilds(ports, kept, false);
    const episodes = await Promise.all(places.map(ports.readEpisodes));
    return {
      status: 200,
      body: {
        receipts: receipts.length,
        ...shownRejections(rejections),
        openEpisodes: episodes.filter((known) => known !== undefined).flatMap(describeOpen),
      },
    };
  };
}

/** Of days before these nobody goes on live: they are folded by the rebuild. */
async function openDays(ports: HistoryPorts, places: readonly string[], first: BusinessDay | undefined): Promise<void> {
  if (first === undefined) return;
  const stillTaken = addDays(ports.today(), -ports.correctionDays);
  const days = eachDay(first < stillTaken ? stillTaken : first, ports.today());
  const placeDays = days.flatMap((day) => places.map((place) => ({ place, day })));
  await aFewAtOnce(placeDays, OPENED_AT_ONCE, ({ place, day }) => ports.open(place, day));
}

/** Asks for one rebuild of each place that lies in no other, with all that is inside. */
async function requestRebuilds(ports: HistoryPorts, days: readonly FileDay[], more: boolean): Promise<void> {
  const byCity = Map.groupBy(days, ({ store, date }) => ports.placesAround(placeOf(store, date)).at(-1) as string);
  for (const [city, own] of byCity)
    await ports.requestRebuild(city, firstDay(own) as BusinessDay, { more, rewrites: true });
}

function describeOpen({ place, asOf, episodes }: PlaceEpisodes) {
  return episodes
    .filter(({ status }) => status === 'open' || status === 'recovering')
    .map(({ product, direction, level, openedOn }) => ({ place, asOf, product, direction, level, openedOn }));
}

/** A store by its id, and by its retailer too where the file names it; an id that two retailers use needs the retailer. */
function storeFinder(stores: readonly Store[]): FilePorts['storeOf'] {
  const byId = Map.groupBy(stores, ({ id }) => id);
  const byKey = new Map(stores.map((store) => [storeKey(store.retailer, store.id), store]));
  return ({ store, retailer }) => {
    if (retailer !== undefined) return byKey.get(storeKey(retailer, store)) ?? 'store-of-nobody';
    const [found, ...others] = byId.get(store) ?? [];
    if (others.length > 0) return 'store-of-several';
    return found ?? 'store-of-nobody';
  };
}

function firstDay(days: readonly FileDay[]): BusinessDay | undefined {
  return days.reduce<BusinessDay | undefined>(
    (first, { date }) => (first === undefined || date < first ? date : first),
    undefined,
  );
}
