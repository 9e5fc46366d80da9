import { catalogue } from '#catalog/city.ts';
import { businessDayOf, eachDay } from '#domain/business-day.ts';
import { type Catalogue, withAncestors } from '#domain/catalogue.ts';
import { onColdStart } from '#runtime/cold-start.ts';
import { httpHandler } from '#runtime/http-handler.ts';
import { lambdaPlatform } from '#runtime/lambda-platform.ts';
import { type Platform, requireSettings } from '#runtime/platform.ts';
import { deskStore } from '#storage/desk.ts';
import { marketStore } from '#storage/market.ts';
import { MAX_PACKED_BYTES } from '#storage/packed.ts';
import { registryStore } from '#storage/registry.ts';
import { packStoreDay, reportStore } from '#storage/reports.ts';
import { aFewAtOnce } from './a-few-at-once.ts';
import { importHistory } from './import-history.ts';
import { ingestReport } from './ingest-report.ts';
import { receiveReports } from './receive-reports.ts';

/** Place-days that are opened at the same time: a long past of many places must end before the gateway gives up. */
const OPENED_AT_ONCE = 32;

/** Answers `POST /v1/reports` and `POST /v1/history`. */
export const createHandler = ({ env, dynamodb, clock, meter }: Platform, city: Catalogue) => {
  const tables = requireSettings(env, ['MARKET_TABLE', 'DESK_TABLE', 'REGISTRY_TABLE']);
  const market = marketStore(dynamodb, tables.MARKET_TABLE, clock);
  const registry = registryStore(dynamodb, tables.REGISTRY_TABLE);
  const desk = deskStore(dynamodb, tables.DESK_TABLE);
  const reports = reportStore(dynamodb, tables.MARKET_TABLE, clock);
  const ingest = ingestReport({
    products: city.products,
    ...reports,
    recentReferences: market.recentReferences,
    pack: packStoreDay,
    maxPackedBytes: MAX_PACKED_BYTES,
    clock,
  });
  const chainOf = (places: readonly string[]) => [...new Set(places.flatMap((place) => withAncestors(city, place)))];
  return httpHandler({
    'POST /v1/reports': receiveReports({
      ingest,
      products: city.products,
      storesOf: registry.storesOf,
      readStore: async (retailer, store) => (await registry.readStore(retailer, store))?.value,
      count: ({ reports, rows, quarantined, rejectedByCode }) => {
        meter.record({ ReportsReceived: reports, RowsAccepted: rows, RowsQuarantined: quarantined });
        meter.recordBy('RowsRejected', rejectedByCode);
      },
    }),
    'POST /v1/history': importHistory({
      ingest,
      products: city.products,
      listStores: registry.listStores,
      openDays: async (places, from) => {
        const chain = chainOf(places);
        const placeDays = eachDay(from, businessDayOf(clock())).flatMap((day) =>
          chain.map((place) => ({ place, day })),
        );
        await aFewAtOnce(placeDays, OPENED_AT_ONCE, ({ place, day }) => market.open(place, day, undefined));
      },
      episodesOf: async (places) => {
        const kept = await Promise.all(chainOf(places).map((place) => desk.readEpisodes(place)));
        return kept.flatMap((entry) => (entry ? [entry.value] : []));
      },
    }),
  });
};

export const handler = onColdStart(() => createHandler(lambdaPlatform(), catalogue));
