import { listPlaces, type PlacesPorts } from './list-places.ts';
import { type CoveragePorts, showCoverage } from './show-coverage.ts';
import { type MarketPorts, showMarket } from './show-market.ts';
import { type SeriesPorts, showSeries } from './show-series.ts';

/** What staff see of the market. */
export const marketRoutes = (ports: PlacesPorts & MarketPorts & SeriesPorts & CoveragePorts) => ({
  'GET /v1/places': listPlaces(ports),
  'GET /v1/market/{place}': showMarket(ports),
  'GET /v1/market/{place}/{product}': showSeries(ports),
  'GET /v1/coverage': showCoverage(ports),
});
