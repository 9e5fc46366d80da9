import type { AnswerOf } from '#contract/operations.ts';
import type { AuditEntry } from '#domain/audit-entry.ts';
import { addDays, type BusinessDay } from '#domain/business-day.ts';
import type { Catalogue } from '#domain/catalogue.ts';
import { present } from '#domain/present.ts';
import { type Store, storeKey } from '#domain/store.ts';
import { explainAction } from '#domain/wording/actions.ts';
import type { Cursors } from '../http/cursor.ts';
import { fillPage } from '../http/fill-page.ts';
import { nameOfPlace, namesOfProduct } from '../http/names.ts';
import { maySee, type StaffMember } from '../http/own-places.ts';
import { requireSpan } from '../http/span.ts';
import { type AboutWhat, aboutWhat, storeOfLine, textIn } from './place-of-subject.ts';

export interface ListAuditPorts {
  readonly catalogue: Catalogue;
  readonly today: () => BusinessDay;
  readonly listStores: () => Promise<readonly Store[]>;
  readonly auditBetween: (
    from: BusinessDay,
    to: BusinessDay,
    page: { readonly limit: number; readonly before?: string | undefined },
  ) => Promise<{ readonly items: readonly AuditEntry[]; readonly next?: string }>;
  readonly cursors: Cursors;
}

interface AuditQuestion {
  readonly staff: StaffMember;
  readonly query: {
    readonly from?: BusinessDay;
    readonly to?: BusinessDay;
    readonly limit: number;
    readonly cursor?: string;
  };
}

type AuditLine = AnswerOf<'GET /v1/audit'>['items'][number];

const USUAL_DAYS = 7;
const LONGEST_DAYS = 400;

/** `GET /v1/audit`: who changed what, newest first. */
export function listAudit(ports: ListAuditPorts) {
  return async ({ staff, query }: AuditQuestion) => {
    const { catalogue } = ports;
    const to = query.to ?? ports.today();
    const from = query.from ?? addDays(to, 1 - USUAL_DAYS);
    requireSpan(from, to, LONGEST_DAYS);
    const stores = await ports.listStores();
    const about = aboutWhat(stores, ports.today());
    const storeNames = new Map<string, string>(stores.map(({ retailer, id, name }) => [storeKey(retailer, id), name]));
    const isShown = mayRead(staff, catalogue);
    const page = await fillPage<AuditEntry, AuditLine>(ports.cursors, query, {
      name: `audit-${from}-${to}`,
      read: async ({ after }, limit) => {
        const { items, next } = await ports.auditBetween(from, to, { limit, before: after });
        return { items, next: next === undefined ? undefined : { after: next } };
      },
      show: (entries) =>
        entries.flatMap((entry) => {
          const what = about(entry);
          return isShown(entry, what)
            ? [{ ...describe(catalogue, entry, what), ...storeNameOf(storeNames, entry) }]
            : [];
        }),
    });
    return { status: 200 as const, body: { from, to, ...page } };
  };
}

/** Leads and administrators of the whole city read all; others what is of their places, and what they did themselves. */
function mayRead(staff: StaffMember, catalogue: Catalogue) {
  const readsAll = staff.places.includes('*') && staff.groups.some((group) => group !== 'staff');
  return ({ by }: AuditEntry, { place }: AboutWhat) =>
    readsAll || by === staff.id || (place !== undefined && maySee(staff, catalogue, place));
}

/** The shop by its name, where a line is about one: people know no keys. */
function storeNameOf(names: ReadonlyMap<string, string>, entry: AuditEntry): Pick<AuditLine, 'storeName'> {
  const name = names.get(storeOfLine(entry) ?? '');
  return present<Pick<AuditLine, 'storeName'>>({ storeName: name });
}

function describe(catalogue: Catalogue, entry: AuditEntry, { place, product }: AboutWhat): AuditLine {
  const { at, by, action, subject, before, after } = entry;
  return present<AuditLine>({
    at: new Date(at).toISOString(),
    by,
    action,
    inWords: explainAction(action),
    subject,
    place,
    placeName: place === undefined ? undefined : nameOfPlace(catalogue, place),
    product,
    productName: product === undefined ? undefined : namesOfProduct(catalogue, product).productName,
    note: textIn(after, 'note') ?? textIn(after, 'reason'),
    before,
    after,
  });
}
