import { foldVietnamese, isOneSlip } from './nearest-product.ts';

export const ROW_MEMBERS = [
  'product',
  'article',
  'name',
  'gtin',
  'price',
  'priceType',
  'stock',
  'sold',
  'incoming',
  'unit',
  'confirm',
  'entered',
  'withdraw',
] as const;
export type RowMember = (typeof ROW_MEMBERS)[number];

/** A row as it came. */
export type RawRow = { readonly [Member in RowMember]?: unknown };

const KNOWN: ReadonlySet<string> = new Set(ROW_MEMBERS);

/** What a report says once, and each line of a file for itself. */
const BESIDE_ROWS = ['store', 'date', 'reportedAt'] as const;

/** The members of a row that no row has, as they are written. */
export function* strangersOf(row: object): Generator<string> {
  for (const member in row) if (!KNOWN.has(member)) yield member;
}

/** True for what stands once beside the rows of a report, and not in a row. */
export function standsBesideRows(member: string): boolean {
  return BESIDE_ROWS.some((beside) => beside === member);
}

/** The member that a name is but for case, marks or one slip; none for any other word. */
export function slippedMember(name: string): string | undefined {
  const plain = plainName(name);
  if (plain.length < SHORTEST_SLIP) return undefined;
  return PLAIN.find(([known]) => known === plain)?.[1] ?? PLAIN.find(([known]) => isOneSlip(known, plain))?.[1];
}

/** The member that a name most likely stands for: by a slip, or since one begins or ends with the other. */
export function likelyMember(name: string): string | undefined {
  const plain = plainName(name);
  const shares = (known: string) => plain.startsWith(known) || (plain.length >= SHORTEST_SLIP && known.endsWith(plain));
  // The longer one says more: "priceTypes" is no price.
  return slippedMember(name) ?? PLAIN.findLast(([known]) => shares(known))?.[1];
}

/** Shorter words come near to each other by chance. */
const SHORTEST_SLIP = 4;

/** A name changes nothing of a row: whatever is written like it is no slip. */
const PLAIN = [...ROW_MEMBERS, ...BESIDE_ROWS]
  .filter((member) => member !== 'name')
  .map((member) => [member.toLowerCase(), member] as const);

function plainName(name: string): string {
  return foldVietnamese(name.slice(0, 40)).replace(/[^a-z0-9]/g, '');
}
