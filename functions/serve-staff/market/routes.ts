import { listPlaces, type PlacesPorts } from './list-places.ts';
import { listStoresOfProduct, type StoresOfProductPorts } from './list-stores-of-product.ts';
import { type RemindStoresPorts, remindStores } from './remind-stores.ts';
import { type CalendarPorts, showCalendar } from './show-calendar.ts';
import { type CoveragePorts, showCoverage } from './show-coverage.ts';
import { type CoverageGridPorts, showCoverageGrid } from './show-coverage-grid.ts';
import { type MapPorts, showMap } from './show-map.ts';
import { type MarketPorts, showMarket } from './show-market.ts';
import { type SeriesPorts, showSeries } from './show-series.ts';

/** What staff see of the market. */
export const marketRoutes = (
  ports: PlacesPorts &
    MarketPorts &
    SeriesPorts &
    CalendarPorts &
    CoveragePorts &
    CoverageGridPorts &
    RemindStoresPorts,
  lagging: StoresOfProductPorts & MapPorts,
) => ({
  'GET /v1/places': listPlaces(ports),
  'GET /v1/market/{place}': showMarket(ports),
  'GET /v1/market/{place}/{product}': showSeries(ports),
  'GET /v1/market/{place}/{product}/stores': listStoresOfProduct(lagging),
  'GET /v1/map': showMap(lagging),
  'GET /v1/calendar': showCalendar(ports),
  'GET /v1/coverage': showCoverage(ports),
  'GET /v1/coverage/grid': showCoverageGrid(ports),
  'POST /v1/coverage/reminders': remindStores(ports),
});
