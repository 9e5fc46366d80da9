import type { refusedRows as vi } from '../vi/refused-rows.ts';

export const refusedRows: typeof vi = {
  'not-an-object': 'The row is no object',
  'unknown-member': 'A member that is not used',
  'unknown-product': 'A code that is not in the catalogue',
  'unknown-article': 'An article that is no product yet',
  'article-of-other-product': 'Article and code are two different goods',
  'article-or-unit': 'The price of an article, or of a unit',
  'price-missing': 'No price',
  'price-not-integer': 'The price is no whole number of đồng',
  'price-out-of-band': 'The price is beyond what the good can cost',
  'unknown-price-type': 'A price type that does not exist',
  'quantity-not-a-number': 'The quantity is no number',
  'negative-stock': 'A negative quantity',
  'unit-mismatch': "Another unit than the good's",
  'invalid-gtin': 'A barcode that is none',
  'not-a-boolean': 'Neither true nor false',
  'unknown-entry': 'A way of entering that does not exist',
  'wrong-channel': 'A good that such shops do not sell',
  'duplicate-row': 'The row stands twice',
  'withdraw-needs-patch': 'A withdrawal outside patch mode',
};
