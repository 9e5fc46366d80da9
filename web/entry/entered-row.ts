import type { ReceivedFrom } from '#contract/client.ts';

/** What the entry page begins with. */
export type Latest = ReceivedFrom<'GET /v1/reports/{store}/latest'>;
export type KeptRow = NonNullable<Latest['last']>['rows'][number];

/** A row as it is entered and sent. */
export interface EnteredRow {
  readonly product: string;
  readonly priceType: KeptRow['priceType'];
  readonly gtin?: string;
  readonly price?: number | undefined;
  /** Sent where somebody typed it, or found it as it was: never what only stood there from the day before. */
  readonly stock?: number | undefined;
  /** As another way of reporting said it this day: the page has no field for them and keeps them. */
  readonly sold?: number;
  readonly incoming?: number;
  readonly entered: 'typed' | 'confirmed' | 'carried';
  /** Somebody said that an unusual price is right. */
  readonly confirm?: true | undefined;
}

/** What tells two rows of a store apart. */
export function rowKey({ product, priceType, gtin }: Pick<EnteredRow, 'product' | 'priceType' | 'gtin'>): string {
  return `${product}|${priceType}|${gtin ?? ''}`;
}
