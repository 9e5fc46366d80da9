import { canonicalise } from '../reading/canonical.ts';
import { foldVietnamese } from '../report/nearest-product.ts';

/** The price that a text or number most likely means, to be told and never taken; nothing where that would be a guess, too. */
export function meantPrice(written: string | number): number | undefined {
  if (typeof written === 'number') return written > 0 ? Math.round(written) : undefined;
  const plain = foldVietnamese(canonicalise(written.slice(0, 60)))
    .replace(/\s*(?:\/.*)?$/, '')
    .replace(/\s*(?:vnd|dong|d|₫)$/, '')
    .replace(/\s+/g, '');
  const [, whole, decimals = '', scale = ''] =
    /^(\d{1,6})(?:[.,](\d{1,3}))?(k|nghin|ngan|ng|tr|trieu)$/.exec(plain) ?? [];
  if (whole !== undefined) {
    const factor = scale.startsWith('tr') ? 1_000_000 : 1000;
    return Math.round(Number(`${whole}.${decimals || 0}`) * factor);
  }
  const grouped = plain.replace(/[.,]0{1,2}$/, '');
  if (/^\d{1,12}$/.test(grouped)) return Number(grouped);
  return /^\d{1,3}(?:[.,]\d{3}){1,3}$/.test(grouped) ? Number(grouped.replace(/[.,]/g, '')) : undefined;
}
