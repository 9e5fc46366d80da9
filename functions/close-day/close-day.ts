import type { BusinessDay } from '#domain/business-day.ts';
import type { Catalogue } from '#domain/catalogue.ts';
import { familiesOf } from '#domain/matching/product-family.ts';
import { aFewAtOnce } from '#runtime/a-few-at-once.ts';

export interface CloseDayPorts {
  /** Closes the day of a family, once, which wakes its matching. */
  readonly close: (family: string, day: BusinessDay) => Promise<unknown>;
}

const AT_ONCE = 16;

/** Closes a day: each family of goods is matched by itself from here on. Harmless to repeat, also after a crash. */
export function closeDay(ports: CloseDayPorts, catalogue: Catalogue) {
  const families = [...familiesOf(catalogue).keys()];
  return async (day: BusinessDay): Promise<void> => {
    await aFewAtOnce(families, AT_ONCE, (family) => ports.close(family, day));
  };
}
