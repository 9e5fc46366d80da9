import type { AnswerOf } from '#contract/operations.ts';
import type { AuditEntry } from '#domain/audit-entry.ts';
import { addDays, type BusinessDay, isBusinessDay } from '#domain/business-day.ts';
import type { Catalogue } from '#domain/catalogue.ts';
import type { Reminder } from '#domain/duty/reminder.ts';
import { subjectOfSuggestion } from '#domain/matching/suggestion.ts';
import { present } from '#domain/present.ts';
import { fromMilli } from '#domain/report/report.ts';
import type { Store } from '#domain/store.ts';
import { explainAction } from '#domain/wording/actions.ts';
import { explainReminder } from '#domain/wording/reminders.ts';
import type { Cursors } from '../http/cursor.ts';
import { fillPage } from '../http/fill-page.ts';
import { nameOfPlace, namesOfProduct } from '../http/names.ts';
import { maySee, type StaffMember } from '../http/own-places.ts';
import { requireSpan } from '../http/span.ts';
import { type AboutWhat, aboutWhat, numberIn, textIn } from './place-of-subject.ts';

export interface ListAuditPorts {
  readonly catalogue: Catalogue;
  readonly today: () => BusinessDay;
  readonly listStores: () => Promise<readonly Store[]>;
  readonly remindersOf: (day: BusinessDay) => Promise<readonly { readonly value: Reminder }[]>;
  readonly linesBetween: (
    kind: 'change' | 'look',
    days: { readonly from: BusinessDay; readonly to: BusinessDay },
    page: { readonly limit: number; readonly before?: string | undefined },
  ) => Promise<{ readonly items: readonly AuditEntry[]; readonly next?: string }>;
  readonly cursors: Cursors;
}

interface AuditQuestion {
  readonly staff: StaffMember;
  readonly query: {
    readonly from?: BusinessDay;
    readonly to?: BusinessDay;
    readonly kind: 'change' | 'look';
    readonly limit: number;
    readonly cursor?: string;
  };
}

type AuditLine = AnswerOf<'GET /v1/audit'>['items'][number];

const USUAL_DAYS = 7;
const LONGEST_DAYS = 400;

/** `GET /v1/audit`: who changed, or looked at, what, newest first. */
export function listAudit(ports: ListAuditPorts) {
  return async ({ staff, query }: AuditQuestion) => {
    const { catalogue } = ports;
    const to = query.to ?? ports.today();
    const from = query.from ?? addDays(to, 1 - USUAL_DAYS);
    requireSpan(from, to, LONGEST_DAYS);
    const about = aboutWhat(await ports.listStores(), ports.today());
    const isShown = mayRead(staff, catalogue);
    const page = await fillPage<AuditEntry, AuditLine>(ports.cursors, query, {
      name: `audit-${query.kind}-${from}-${to}`,
      read: async ({ after }, limit) => {
        const { items, next } = await ports.linesBetween(query.kind, { from, to }, { limit, before: after });
        return { items, next: next === undefined ? undefined : { after: next } };
      },
      show: (entries) =>
        entries.flatMap((entry) => {
          const what = about(entry);
          return isShown(entry, what) ? [describe(catalogue, entry, what)] : [];
        }),
    });
    const items = await withOutcomes(ports, page.items);
    return { status: 200 as const, body: { from, to, ...page, items } };
  };
}

/** Of an answer to a supply call: whose goods, for whom, how much. Lines of before this was kept tell less. */
function describeSupply(catalogue: Catalogue, { subject, after }: AuditEntry) {
  const [kind, id = ''] = subject.split('/');
  if (kind !== 'suggestion') return {};
  const [product, milli] = [textIn(after, 'product'), numberIn(after, 'quantityMilli')];
  const known = product === undefined ? undefined : catalogue.products.get(product);
  return present({
    group: subjectOfSuggestion(id),
    giver: textIn(after, 'giver'),
    receiver: textIn(after, 'receiver'),
    amount:
      known && milli !== undefined
        ? { quantity: fromMilli(milli), unit: known.unit.vi, unitName: known.unit }
        : undefined,
  });
}

/** What has become of each reminder: when it was asked for, nobody could know whether it would arrive. */
async function withOutcomes(ports: Pick<ListAuditPorts, 'remindersOf'>, lines: readonly AuditLine[]) {
  const days = new Set(lines.flatMap(dayOfReminder));
  const kept = await Promise.all([...days].map((day) => ports.remindersOf(day)));
  const stateOf = new Map(kept.flat().map(({ value }) => [`${value.day} store/${value.store}`, value.state]));
  return lines.map((line) => {
    const [day] = dayOfReminder(line);
    const state = day === undefined ? undefined : stateOf.get(`${day} ${line.subject}`);
    return state === undefined ? line : { ...line, outcome: explainReminder(state) };
  });
}

function dayOfReminder({ action, after }: Pick<AuditLine, 'action' | 'after'>): BusinessDay[] {
  const day = action === 'remind' ? textIn(after, 'date') : undefined;
  return day !== undefined && isBusinessDay(day) ? [day] : [];
}

/** Leads and administrators of the whole city read all; others what is of their places, and what they did themselves. */
function mayRead(staff: StaffMember, catalogue: Catalogue) {
  const readsAll = staff.places.includes('*') && staff.groups.some((group) => group !== 'staff');
  return ({ by }: AuditEntry, { place }: AboutWhat) =>
    readsAll || by === staff.id || (place !== undefined && maySee(staff, catalogue, place));
}

function describe(catalogue: Catalogue, entry: AuditEntry, { place, product, storeName }: AboutWhat): AuditLine {
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
    storeName,
    ...describeSupply(catalogue, entry),
    note: textIn(after, 'note') ?? textIn(after, 'reason'),
    before,
    after,
  });
}
