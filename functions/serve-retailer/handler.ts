import { catalogue } from '#catalog/city.ts';
import { businessDayOf, DEFAULT_CUT_OFF } from '#domain/business-day.ts';
import type { Catalogue } from '#domain/catalogue.ts';
import { onColdStart } from '#runtime/cold-start.ts';
import { httpHandler } from '#runtime/http-handler.ts';
import { lambdaPlatform } from '#runtime/lambda-platform.ts';
import { type Platform, requireSettings } from '#runtime/platform.ts';
import { marketStore } from '#storage/market.ts';
import { registryStore } from '#storage/registry.ts';
import { reportStore } from '#storage/reports.ts';
import { giveTemplate } from './give-template.ts';
import { readLatestReport } from './latest-report.ts';
import { listOwnArticles, putOwnArticles, suggestOwnArticles } from './own-articles.ts';
import { showOwnDay } from './own-day.ts';
import { describeRetailer, readOwnReport } from './own-reports.ts';

/** Answers a retailer's questions about itself. */
export const createHandler = ({ env, dynamodb, clock }: Platform, city: Catalogue) => {
  const tables = requireSettings(env, ['MARKET_TABLE', 'REGISTRY_TABLE']);
  const registry = registryStore(dynamodb, tables.REGISTRY_TABLE);
  const market = marketStore(dynamodb, tables.MARKET_TABLE, clock);
  const ports = {
    ...market,
    ...reportStore(dynamodb, tables.MARKET_TABLE, clock),
    storesOf: registry.storesOf,
    readStore: async (retailer: string, store: string) => (await registry.readStore(retailer, store))?.value,
    readRetailer: async (retailer: string) => (await registry.readRetailer(retailer))?.value,
    today: () => businessDayOf(clock()),
    clock,
    cutOff: env['CUT_OFF'] ?? DEFAULT_CUT_OFF,
    catalogue: city,
    daysBack: city.detection.correctionDays,
    products: city.products,
    readArticles: registry.readArticles,
    putArticles: registry.putArticles,
    listUnmapped: registry.listUnmapped,
  };
  return httpHandler({
    'GET /v1/reports/{store}/latest': readLatestReport(ports),
    'GET /v1/reports/{store}/{date}': readOwnReport(ports),
    'GET /v1/me': describeRetailer(ports),
    'GET /v1/template.xlsx': giveTemplate({ ...ports, products: city.products }),
    'GET /v1/me/today': showOwnDay(ports),
    'GET /v1/me/articles': listOwnArticles(ports),
    'PUT /v1/me/articles': putOwnArticles(ports),
    'GET /v1/me/articles/suggestions': suggestOwnArticles(ports),
  });
};

export const handler = onColdStart(() => createHandler(lambdaPlatform(), catalogue));
