import type { TableName } from './tables.ts';

/**
 * Every kind of item that is kept, with the version of its form that is written now. Each item bears its version as `v`;
 * one without is of the first. A version rises when what an item holds, or what that means, changes: docs/decisions/029
 * says how, and test/storage/kept-forms.test.ts fails where it was forgotten.
 */
export const KINDS = {
  // market
  open: 2,
  report: 2,
  carry: 3,
  leaf: 1,
  up: 1,
  part: 3,
  brief: 1,
  who: 1,
  close: 1,
  compared: 1,
  // desk
  now: 2,
  alert: 2,
  action: 2,
  search: 2,
  suggestion: 2,
  delivery: 3,
  wake: 1,
  promises: 1,
  board: 1,
  event: 1,
  act: 1,
  told: 1,
  daily: 1,
  reminder: 1,
  asked: 1,
  address: 1,
  finding: 1,
  // registry
  retailer: 1,
  store: 2,
  article: 1,
  unmapped: 1,
  register: 1,
  enrolment: 1,
  phone: 1,
  person: 1,
  personal: 1,
  recipient: 2,
  rule: 3,
  refusal: 2,
  hold: 1,
  setting: 1,
  balance: 2,
  calendar: 3,
  rebuild: 1,
  rebuilt: 1,
  secret: 1,
  audit: 1,
  // trail
  change: 1,
  look: 1,
} as const;
export type Kind = keyof typeof KINDS;

/**
 * The kinds that people change. Their items may hold lines of the trail that are not in it yet (`unpublished-lines.ts`):
 * no write over one of them loses such a line.
 */
export const NOTED_KINDS: ReadonlySet<Kind> = new Set<Kind>([
  'report',
  'action',
  'act',
  'finding',
  'suggestion',
  'reminder',
  'retailer',
  'store',
  'article',
  'enrolment',
  'phone',
  'person',
  'rule',
  'setting',
  'hold',
  'refusal',
]);

interface KindKey {
  readonly pk: string;
  readonly sk: string;
}

/** The kind of an item: that of the registry and the trail stands in the partition key, that of the others in the sort key. */
export function kindOf(table: TableName, { pk, sk }: KindKey): Kind {
  const [name = ''] = (table === 'registry' || table === 'trail' ? pk : sk).split(/[#-]/);
  if (!(name in KINDS)) throw new NoSuchKind(`${table} keeps no items as ${pk} ${sk}`);
  return name as Kind;
}

/** Raised for an item of a kind that this version does not know. */
class NoSuchKind extends Error {
  override readonly name = 'NoSuchKind';
  /** Repeating does not mend it: another version does. */
  readonly isPermanent = true;
}

/** Raised where a later version has written: this one neither reads it nor writes over it. */
export class WrittenByLaterVersion extends Error {
  override readonly name = 'WrittenByLaterVersion';
  /** Repeating does not mend it: that version does, once it is deployed again. */
  readonly isPermanent = true;

  constructor(kind: Kind, { pk, sk }: KindKey, version?: number) {
    const theirs = version === undefined ? '' : `, version ${version}`;
    super(
      `${pk} ${sk} was written by a later version of the system (${kind}${theirs}; this one reads ${KINDS[kind]}): deploy that version again. Nothing was written over it.`,
    );
  }
}
