import type { BusinessDay } from '#domain/business-day.ts';
import { type Catalogue, isTetClosing } from '#domain/catalogue.ts';
import { type ExpectedShopsPorts, expectedShops } from '#telling/expected-shops.ts';

export interface NoteCoveragePorts extends ExpectedShopsPorts {
  /** Told how many percent of the shops that are open have reported. */
  readonly noteCoverage: (pct: number) => void;
}

/** Says how many of the open shops have reported, once the day is closed; of a day of Tết, or without shops, nothing. */
export function noteCoverage(ports: NoteCoveragePorts, catalogue: Catalogue) {
  return async (day: BusinessDay): Promise<void> => {
    if (isTetClosing(catalogue, day)) return;
    const shops = await expectedShops(ports, catalogue, day);
    if (shops.length === 0) return;
    ports.noteCoverage((100 * shops.filter(({ hasReported }) => hasReported).length) / shops.length);
  };
}
