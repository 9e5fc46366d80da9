import type { Product } from '../product.ts';
import { canonicalise } from '../reading/canonical.ts';
import { foldVietnamese, sameUnit } from './nearest-product.ts';
import { isFactor } from './own-article.ts';

const IN_KG: Readonly<Record<string, number>> = { kg: 1, kgs: 1, ky: 1, can: 1, g: 0.001, gr: 0.001, gram: 0.001 };
const IN_LITRES: Readonly<Record<string, number>> = { l: 1, lit: 1, ml: 0.001 };

/** A figure as packs bear it; a dot or comma before three digits may mean either, so that it is none. */
const FIGURE = String.raw`(\d{1,5}(?:[.,]\d{1,2})?)(?![.,]?\d)`;

/**
 * How many of a product's units an article is by its name ("Gạo ST25 túi 5kg": 5 kg); nothing where the name does not say,
 * or says two things. A proposal: a person confirms it.
 */
export function factorByName(name: string, unit: string | undefined, product: Product): number | undefined {
  if (unit !== undefined && sameUnit(unit, product.unit)) return undefined;
  const text = foldVietnamese(canonicalise(name.slice(0, 200)));
  const size = sizeIn(text, foldVietnamese(product.unit.vi));
  if (size === undefined) return undefined;
  const factor = Math.round(size * 1e6) / 1e6;
  return isFactor(factor) && factor !== 1 ? factor : undefined;
}

/** The size in units of the catalogue; its unit is a measure ("kg"), or so much of something ("10 quả", "bình 12 kg"). */
function sizeIn(text: string, unit: string): number | undefined {
  const [, count = '1', noun = ''] = /^(?:[a-z]+ )?(?:(\d+) )?([a-z]+)$/.exec(unit) ?? [];
  const measure = measuresOf(noun);
  const size = measure ? measured(text, measure) : counted(text, noun);
  return size === undefined ? undefined : size / Number(count);
}

function measuresOf(noun: string): Readonly<Record<string, number>> | undefined {
  return [IN_KG, IN_LITRES].find((measures) => measures[noun] === 1);
}

function measured(text: string, measures: Readonly<Record<string, number>>): number | undefined {
  const names = Object.keys(measures).join('|');
  const sizes = [...text.matchAll(new RegExp(`${FIGURE}\\s*(${names})(?![a-z0-9])`, 'g'))];
  const values = new Set(sizes.map(([, figure = '', name = '']) => numberOf(figure) * (measures[name] ?? 0)));
  const [value] = values;
  if (values.size !== 1 || value === undefined || value === 0) return undefined;
  const packs = packsIn(text, sizes[0]?.[0] ?? '');
  return packs === undefined ? undefined : value * packs;
}

/** How many packs of the size there are: "4 x 180ml", "180ml x 4", "lốc 4 hộp 180ml"; one where nothing is said. */
function packsIn(text: string, size: string): number | undefined {
  const written = size.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
  const counts = [
    new RegExp(String.raw`(\d{1,3})\s*[x*]\s*${written}`).exec(text)?.[1],
    new RegExp(String.raw`${written}\s*[x*]\s*(\d{1,3})(?![\d.,])`).exec(text)?.[1],
    /(?:loc|thung|combo|set|day|ket)\s*(\d{1,3})(?![\d.,]|\s*(?:kg|g|gr|gram|ml|l|lit)(?![a-z]))/.exec(text)?.[1],
  ].filter((count) => count !== undefined);
  return new Set(counts).size > 1 ? undefined : Number(counts[0] ?? 1);
}

/** Pieces by their noun ("24 lon", "vỉ 10 quả"); eggs are counted by "quả", "trứng" or their tray alone. */
function counted(text: string, noun: string): number | undefined {
  const nouns = noun === 'qua' ? 'qua|trung|trai' : noun;
  const found = [...text.matchAll(new RegExp(`(\\d{1,3})\\s*(?:${nouns})(?![a-z])`, 'g'))].map(([, count]) => count);
  const trays = noun === 'qua' ? [...text.matchAll(/(?:vi|hop|khay)\s*(\d{1,3})(?![\d.,a-z])/g)] : [];
  const counts = new Set([...found, ...trays.map(([, count]) => count)].map(Number));
  const [count] = counts;
  return counts.size === 1 && count !== 0 ? count : undefined;
}

function numberOf(figure: string): number {
  return Number(figure.replace(',', '.'));
}
