import * as z from 'zod';
import { HEADLINE_BASES } from '#domain/evidence/headline.ts';
import { bilingual, businessDay, percent, price, shownId } from './fields.ts';

const shopFields = {
  retailer: shownId,
  store: shownId,
  storeName: z.string(),
  price,
  comparedWith: price.meta({ description: "The shop's own usual price, that of the lag, or the ceiling." }),
};

/** One shop's price beside its own. */
export const shopChange = z
  .object({
    ...shopFields,
    changePct: percent.meta({ description: '(price − comparedWith) ÷ comparedWith × 100.' }),
    saidOn: businessDay
      .meta({ description: 'Where the shop was silent on `figuresOn`: when it said this price last.' })
      .exactOptional(),
  })
  .meta({ id: 'ShopChange' });

/** The one number of an alert, ready for a sentence. */
export const headline = z
  .object({
    basis: z.enum(HEADLINE_BASES).meta({
      description:
        '`middle-shop`: the change of the shop in the middle, whose two prices follow. `median`: older figures that name no shop, so that no prices stand beside it. `month-mean`: of the rungs `alps` and `ifpa`.',
    }),
    changePct: percent.meta({ description: 'Unrounded.' }),
    percent: bilingual.meta({
      description: 'As it is told: whole, and with decimals only where it would be rounded over a threshold.',
    }),
    middle: shopChange
      .meta({ description: 'The shop whose change it is: its two prices divide to exactly that.' })
      .exactOptional(),
    prices: bilingual.meta({ description: "The middle shop's two prices." }).exactOptional(),
    definition: bilingual.meta({ description: 'What the number is, in one line.' }),
    furthest: z
      .array(shopChange)
      .meta({ description: 'At most three shops beyond the threshold, the farthest from its own price first.' })
      .exactOptional(),
  })
  .meta({
    id: 'Headline',
    description: 'The one number by which the alert is told; absent on the rung `cover`, which compares no prices.',
  });

export const HEADLINE_EXAMPLE = {
  basis: 'middle-shop',
  changePct: 18.461538462,
  percent: { vi: '+18\u00a0%', en: '+18%' },
  middle: {
    retailer: 'sen-vang',
    store: 'sen-vang-cua-nam',
    storeName: 'Sen Vàng Cửa Nam',
    price: 154000,
    comparedWith: 130000,
    changePct: 18.461538462,
  },
  prices: {
    vi: '130.000\u00a0→\u00a0154.000\u00a0đ/kg',
    en: '130,000\u00a0→\u00a0154,000\u00a0VND/kg',
  },
  definition: {
    vi: 'Một nửa số điểm bán tăng nhiều hơn, một nửa tăng ít hơn; mỗi điểm so với giá quen thuộc của chính mình.',
    en: 'Half the outlets rose by more, half by less; each against its own usual price.',
  },
  furthest: [
    {
      retailer: 'cho-que',
      store: 'cho-que-hang-be',
      storeName: 'Chợ Hàng Bè',
      price: 169000,
      comparedWith: 130000,
      changePct: 30,
    },
  ],
} as const;
