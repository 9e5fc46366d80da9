import type { BusinessDay } from '#domain/business-day.ts';
import type { PlaceEpisodes } from '#domain/episode.ts';
import { placeOf, type Store } from '#domain/store.ts';
import type { HttpAnswer, HttpRequest } from '#runtime/http.ts';
import { Problem } from '#runtime/problem.ts';
import type { IngestOutcome, Submission } from './ingest-report.ts';
import { fileRows, historyInstant, receiveFile } from './receive-reports.ts';

export interface HistoryPorts {
  readonly ingest: (submission: Submission) => Promise<IngestOutcome>;
  readonly listStores: () => Promise<readonly Store[]>;
  /** Opens the places and all that contain them, from a day to today. */
  readonly openDays: (places: readonly string[], from: BusinessDay) => Promise<void>;
  readonly episodesOf: (places: readonly string[]) => Promise<readonly PlaceEpisodes[]>;
}

/**
 * `POST /v1/history`: the bulk CSV or NDJSON for any past day, to fill the baselines of a new city.
 *
 * All rows are kept before any day is opened, so that the fold runs once over the whole past. History never sends a
 * message; the answer lists the episodes that are open as far as the places have been assessed (`asOf`).
 */
export function importHistory(ports: HistoryPorts) {
  return async (request: HttpRequest): Promise<HttpAnswer> => {
    const file = fileRows(request);
    if (file === 'json') {
      throw new Problem(415, 'unsupported-type', {
        vi: 'Gửi lịch sử dạng text/csv hoặc application/x-ndjson.',
        en: 'Send history as text/csv or application/x-ndjson.',
      });
    }
    const stores = await ports.listStores();
    const find = (group: { store: string; retailer?: string }) => {
      const found = stores.filter(
        (store) => store.id === group.store && (group.retailer === undefined || store.retailer === group.retailer),
      );
      return found.length === 1 ? found[0] : undefined;
    };
    const touched = new Map<string, BusinessDay>();
    const answer = await receiveFile(
      async (group) => find(group),
      async (store, group) => {
        const place = placeOf(store, group.date);
        const first = touched.get(place);
        if (first === undefined || group.date < first) touched.set(place, group.date);
        return ports.ingest({
          ...group,
          store,
          mode: 'full',
          dryRun: false,
          source: 'history',
          reportedAt: historyInstant(group),
        });
      },
      file,
      request.language,
    );
    const places = [...touched.keys()];
    const first = [...touched.values()].sort()[0];
    if (first !== undefined) await ports.openDays(places, first);
    return {
      status: answer.status,
      body: {
        receipts: answer.body.receipts.length,
        rejected: answer.body.rejected,
        rejectedCount: answer.body.rejectedCount,
        openEpisodes: (await ports.episodesOf(places)).flatMap(({ place, asOf, episodes }) =>
          episodes
            .filter((episode) => episode.status === 'open' || episode.status === 'recovering')
            .map(({ product, direction, level, openedOn }) => ({ place, asOf, product, direction, level, openedOn })),
        ),
      },
    };
  };
}
