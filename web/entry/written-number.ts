/** What a text in a field means: a number, nothing at all, or something that nobody should guess. */
export type Written = number | 'empty' | 'unclear';

/** A price is whole đồng: dots, commas and blanks only stand before three digits each. */
export function writtenPrice(text: string): Written {
  const bare = text.trim();
  if (bare === '') return 'empty';
  if (!/^\d{1,3}(?:([.,\s])\d{3})(?:\1\d{3})*$|^\d+$/.test(bare)) return 'unclear';
  const price = Number(bare.replace(/\D/g, ''));
  return price > 0 && Number.isSafeInteger(price) ? price : 'unclear';
}

const MOST = 1e9;

/** A quantity: a dot or comma before exactly three digits may be one thing or a thousand times as much. */
export function writtenQuantity(text: string): Written {
  const bare = text.trim();
  if (bare === '') return 'empty';
  if (!/^\d+(?:[.,]\d{1,2})?$/.test(bare)) return 'unclear';
  const quantity = Number(bare.replace(',', '.'));
  return quantity <= MOST ? quantity : 'unclear';
}

/** Made once: a slow phone takes longer to make one than to write with it. */
const FORMATS = {
  vi: new Intl.NumberFormat('vi-VN', { maximumFractionDigits: 3 }),
  en: new Intl.NumberFormat('en-GB', { maximumFractionDigits: 3 }),
};

/** How a price or a quantity is written in a field, for the reader's language. */
export function writeNumber(value: number | undefined, language: 'vi' | 'en'): string {
  if (value === undefined) return '';
  return FORMATS[language].format(value);
}
