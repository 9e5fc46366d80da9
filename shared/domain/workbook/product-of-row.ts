import type { Product } from '../product.ts';
import { canonicalise } from '../reading/canonical.ts';
import { foldVietnamese, productNamed } from '../report/nearest-product.ts';
import type { Cell } from './sheet.ts';

/** What a row's code and name say of its good. */
export type ProductOfRow =
  | { readonly kind: 'product'; readonly product: Product; readonly namedOther?: Product }
  /** Neither a code nor a name. */
  | { readonly kind: 'none' }
  /** A code, or else a name, that names no good for certain, as it is written. */
  | { readonly kind: 'unknown'; readonly by: 'product' | 'name'; readonly written: string }
  /** A code that is no text and no number. */
  | { readonly kind: 'no-code'; readonly cell: Exclude<Cell, { kind: 'text' } | { kind: 'number' }> };

/** Finds the goods of rows; codes and names are looked up once each. */
export function productFinder(products: ReadonlyMap<string, Product>) {
  const byCode = new Map([...products.values()].map((product) => [product.id.toLowerCase(), product]));
  const byNumber = Map.groupBy(
    [...products.values()].filter(({ id }) => /^\d+(?:\.\d+)?$/.test(id)),
    ({ id }) => Number(id),
  );
  const byName = new Map<string, Product | undefined>();
  const named = (name: string) => {
    if (!byName.has(name)) byName.set(name, productNamed(name, products.values()));
    return byName.get(name);
  };

  return (code: Cell | undefined, nameCell: Cell | undefined): ProductOfRow => {
    const name = nameCell?.kind === 'text' ? canonicalise(nameCell.text.slice(0, 200)) : '';
    const written = writtenCode(code);
    if (typeof written === 'object') return { kind: 'no-code', cell: written };
    if (written === '') {
      if (name === '') return { kind: 'none' };
      const product = named(name);
      return product ? { kind: 'product', product } : { kind: 'unknown', by: 'name', written: name };
    }
    const exact = code?.kind === 'text' ? byCode.get(written.toLowerCase()) : undefined;
    if (exact) return beside(exact, named(name));
    // Spreadsheets make numbers of codes, and drop their zeros: then the name must say the same.
    const [only, ...others] = byNumber.get(numberOf(written)) ?? [];
    if (only && others.length === 0 && isCalled(only, name)) return { kind: 'product', product: only };
    return { kind: 'unknown', by: 'product', written };
  };
}

function beside(product: Product, other: Product | undefined): ProductOfRow {
  return other === undefined || other === product
    ? { kind: 'product', product }
    : { kind: 'product', product, namedOther: other };
}

/** A code as it is written; empty where none is, and the cell itself where it can be none. */
function writtenCode(cell: Cell | undefined): string | Exclude<Cell, { kind: 'text' } | { kind: 'number' }> {
  if (cell === undefined) return '';
  if (cell.kind === 'text') return canonicalise(cell.text.slice(0, 200)).replace(/^'/, '');
  return cell.kind === 'number' ? String(cell.number) : cell;
}

function numberOf(written: string): number {
  return /^\d{1,9}(?:[.,]\d{1,9})?$/.test(written) ? Number(written.replace(',', '.')) : Number.NaN;
}

function isCalled({ name }: Product, written: string): boolean {
  const plain = foldVietnamese(written);
  return plain !== '' && [name.vi, name.en].some((own) => foldVietnamese(own) === plain);
}
