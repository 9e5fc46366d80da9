import { catalogue } from '#catalog/city.ts';
import { businessDayOf } from '#domain/business-day.ts';
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
import { importHistory } from './import-history.ts';
import { ingestReport } from './ingest-report.ts';
import { articlesOf, withArticles } from './own-articles.ts';
import { receiveReports } from './receive-reports.ts';

/** Answers `POST /v1/reports` and `POST /v1/history`. */
export const createHandler = ({ env, dynamodb, clock, meter }: Platform, city: Catalogue) => {
  const tables = requireSettings(env, ['MARKET_TABLE', 'DESK_TABLE', 'REGISTRY_TABLE']);
  const market = marketStore(dynamodb, tables.MARKET_TABLE, clock);
  const registry = registryStore(dynamodb, tables.REGISTRY_TABLE);
  const desk = deskStore(dynamodb, tables.DESK_TABLE);
  const reports = reportStore(dynamodb, tables.MARKET_TABLE, clock);
  const ingestOne = ingestReport({
    products: city.products,
    ...reports,
    recentPrices: market.recentPrices,
    pack: packStoreDay,
    maxPackedBytes: MAX_PACKED_BYTES,
    correctionDays: city.detection.correctionDays,
    clock,
  });
  const ingesting = withArticles(registry, ingestOne);
  return httpHandler({
    'POST /v1/reports': receiveReports({
      ingesting,
      products: city.products,
      articlesOf: articlesOf(registry),
      storesOf: registry.storesOf,
      readStore: async (retailer, store) => (await registry.readStore(retailer, store))?.value,
      count: ({ reports, rows, quarantined, rejectedByCode }) => {
        meter.record({ ReportsReceived: reports, RowsAccepted: rows, RowsQuarantined: quarantined });
        meter.recordBy('RowsRejected', rejectedByCode);
      },
    }),
    'POST /v1/history': importHistory({
      ingesting,
      products: city.products,
      listStores: registry.listStores,
      placesAround: (place) => withAncestors(city, place),
      today: () => businessDayOf(clock()),
      open: (place, day) => market.open(place, day, undefined),
      requestRebuild: registry.requestRebuild,
      correctionDays: city.detection.correctionDays,
      readEpisodes: async (place) => (await desk.readEpisodes(place))?.value,
    }),
  });
};

export const handler = onColdStart(() => createHandler(lambdaPlatform(), catalogue));
