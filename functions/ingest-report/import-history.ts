import { type BusinessDay, startOfBusinessDay } from '#domain/business-day.ts';
import type { PlaceEpisodes } from '#domain/episode.ts';
import type { Product } from '#domain/product.ts';
import { placeOf, type Store } from '#domain/store.ts';
import type { HttpAnswer, HttpRequest } from '#runtime/http.ts';
import { Problem } from '#runtime/problem.ts';
import { shownRejections } from './describe-receipt.ts';
import type { IngestOutcome, Submission } from './ingest-report.ts';
import { readFile } from './read-body.ts';
import { type FileDay, type FilePorts, receiveFile } from './receive-file.ts';

export interface HistoryPorts {
  readonly ingest: (submission: Submission) => Promise<IngestOutcome>;
  readonly products: ReadonlyMap<string, Product>;
  readonly listStores: () => Promise<readonly Store[]>;
  /** Opens the places and all that contain them, from a day to today. */
  readonly openDays: (places: readonly string[], from: BusinessDay) => Promise<void>;
  readonly episodesOf: (places: readonly string[]) => Promise<readonly PlaceEpisodes[]>;
}

/**
 * `POST /v1/history`: the bulk CSV or NDJSON for any past day, to fill the baselines of a new city.
 *
 * All rows are kept before any day is opened, so that the fold runs once over the whole past; sent again after a
 * failure, the file changes nothing that is kept and opens the days that were not. History never sends a message;
 * the answer lists the episodes that are open as far as the places have been assessed (`asOf`).
 */
export function importHistory(ports: HistoryPorts) {
  return async (request: HttpRequest): Promise<HttpAnswer> => {
    const file = readFile(request);
    if (file === 'json') {
      throw new Problem(415, 'unsupported-type', {
        vi: 'Gửi lịch sử dạng text/csv hoặc application/x-ndjson.',
        en: 'Send history as text/csv or application/x-ndjson.',
      });
    }
    const { receipts, rejections, kept } = await receiveFile(
      {
        products: ports.products,
        storeOf: storeFinder(await ports.listStores()),
        ingest: (day) =>
          ports.ingest({
            ...day,
            // Dated at the start of its day, so that any live report of the day stands over it.
            reportedAt: day.reportedAt ?? startOfBusinessDay(day.date),
            mode: 'full',
            dryRun: false,
            source: 'history',
          }),
      },
      file,
      request.language,
    );
    const places = [...new Set(kept.map(({ store, date }) => placeOf(store, date)))];
    const first = firstDay(kept);
    if (first !== undefined) await ports.openDays(places, first);
    return {
      status: 200,
      body: {
        receipts: receipts.length,
        ...shownRejections(rejections),
        openEpisodes: (await ports.episodesOf(places)).flatMap(({ place, asOf, episodes }) =>
          episodes
            .filter((episode) => episode.status === 'open' || episode.status === 'recovering')
            .map(({ product, direction, level, openedOn }) => ({ place, asOf, product, direction, level, openedOn })),
        ),
      },
    };
  };
}

/** A store by its id, and by its retailer too where the file names it; an id that two retailers use needs the retailer. */
function storeFinder(stores: readonly Store[]): FilePorts['storeOf'] {
  const byId = Map.groupBy(stores, ({ id }) => id);
  return ({ store, retailer }) => {
    const found = (byId.get(store) ?? []).filter((each) => retailer === undefined || each.retailer === retailer);
    return found.length === 1 ? found[0] : undefined;
  };
}

function firstDay(days: readonly FileDay[]): BusinessDay | undefined {
  return days.reduce<BusinessDay | undefined>(
    (first, { date }) => (first === undefined || date < first ? date : first),
    undefined,
  );
}
