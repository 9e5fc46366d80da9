import { type ProblemDocument, RefusedRequest } from '#contract/client.ts';
import { askServer, detailOf, type Refusal, refusalOf } from './ask-server.ts';
import { putWaiting, settleDraft, takeOut, waitingReports } from './days-kept.ts';
import { type EnteredRow, type KeptRow, type Latest, rowKey } from './entered-row.ts';
import { askLatest, dayAt } from './latest.ts';
import { keep, kept, type PhoneKey, type Received, type WaitingReport } from './on-this-phone.ts';

/** What another has sent of the day of a report that waits. */
export interface Conflict {
  readonly kind: 'conflict';
  readonly day: string;
  readonly isToday: boolean;
  readonly kept: NonNullable<Latest['current']> | null;
  readonly goods: Latest['goods'];
  readonly waiting: WaitingReport;
}

/** How a report that waits stands. */
type Outcome =
  | { readonly kind: 'received'; readonly received: Received }
  | Conflict
  | { readonly kind: Exclude<Refusal, 'changed'>; readonly detail?: string | undefined };

/** What became of all that waited. */
export interface Sending {
  /** The days that have arrived, the oldest first. */
  readonly received: readonly Received[];
  /** What the sending ended with, or what a report of it was refused for; none where nothing is in the way. */
  readonly stopped?: Exclude<Outcome, { readonly kind: 'received' }>;
}

/** Sends what waits, day after day: one window at a time, and the same sent twice is one. */
export function sendWaiting(phone: PhoneKey): Promise<Sending> {
  const send = () => sendAll(phone);
  // Two windows of one phone take turns; where there are no locks the server tells the same report by what it says.
  return navigator.locks ? navigator.locks.request('nhap-gia', send) : send();
}

async function sendAll(phone: PhoneKey): Promise<Sending> {
  const received: Received[] = [];
  let refused: Sending['stopped'];
  for (const waiting of await waitingReports(phone.store)) {
    const outcome = await sendOne(phone, waiting, received);
    if (outcome.kind === 'received') received.push(outcome.received);
    // A day that is refused keeps no other from being sent.
    else if (outcome.kind === 'refused') refused = outcome;
    else return { received, stopped: outcome };
  }
  return refused ? { received, stopped: refused } : { received };
}

async function sendOne(phone: PhoneKey, waiting: WaitingReport, before: readonly Received[]): Promise<Outcome> {
  if (waiting.refusal !== undefined) return { kind: 'refused', detail: waiting.refusal };
  try {
    // The server's clock is asked first: by it the moment of sending has its day, whatever the phone's clock says.
    const latest = await askLatest(phone);
    const written = await dayAt(waiting.at);
    // A phone that was set anew meanwhile may say tomorrow: nothing is sent for a day that has not come.
    const isAhead = written > latest.today;
    const day = isAhead ? latest.today : written;
    // By a clock that was put right two days may turn out to be one: the later report is this phone's own correction.
    const own = before.findLast((earlier) => earlier.day === day)?.revision;
    return await post(
      phone,
      own === undefined ? waiting : { ...waiting, knownRevision: own, knownDay: day },
      day,
      latest,
    );
  } catch (error) {
    const kind = refusalOf(error);
    if (kind === 'refused') await putWaiting({ ...waiting, refusal: detailOf(error) ?? '' });
    return kind === 'changed' ? { kind: 'later' } : { kind, detail: detailOf(error) };
  }
}

async function post(phone: PhoneKey, waiting: WaitingReport, day: string, latest: Latest): Promise<Outcome> {
  const ifRevision = waiting.knownDay === day ? waiting.knownRevision : 0;
  try {
    const receipt = await askServer(phone)('POST /v1/reports', {
      query: { ifRevision: String(ifRevision), confirmDrop: 'true' },
      body: { store: phone.store, date: day, rows: waiting.rows.map(sentRow) },
    });
    const received: Received = {
      day,
      receipt: receipt.receipt,
      revision: receipt.revision,
      accepted: receipt.accepted,
      sent: waiting.rows.length,
      at: new Date(Date.now() + ((await kept('clockAhead')) ?? 0)).toISOString(),
      refused: refusedIn(receipt.rejected, waiting.rows),
    };
    await keep('received', received);
    await takeOut(waiting);
    await settleDraft(waiting);
    return { kind: 'received', received };
  } catch (error) {
    if (refusalOf(error) !== 'changed') throw error;
    const isToday = latest.today === day;
    const kept = isToday ? (await askLatest(phone)).current : await keptOf(phone, day);
    return { kind: 'conflict', day, isToday, kept, goods: latest.goods, waiting };
  }
}

/** What the server has of an earlier day. */
function keptOf(phone: PhoneKey, day: string) {
  return askServer(phone)('GET /v1/reports/{store}/{date}', { params: { store: phone.store, date: day } });
}

type Rejected = NonNullable<ProblemDocument['rejected']>[number];

function refusedIn(rejected: readonly Rejected[], rows: readonly EnteredRow[]): Received['refused'] {
  return rejected.flatMap(({ row: position, detail, hint }) => {
    const row = rows[position];
    return row ? [{ key: rowKey(row), detail, hint }] : [];
  });
}

/** A row without what the server has no word for. */
export function sentRow({ product, priceType, gtin, price = 0, stock, sold, incoming, entered, confirm }: EnteredRow) {
  return {
    product,
    priceType,
    price,
    entered,
    ...(sold === undefined ? {} : { sold }),
    ...(incoming === undefined ? {} : { incoming }),
    ...(gtin === undefined ? {} : { gtin }),
    ...(stock === undefined ? {} : { stock }),
    ...(confirm ? { confirm } : {}),
  };
}

/** Rows of which the kept report and the one that waits say different things. */
export function differences(now: readonly KeptRow[], rows: readonly EnteredRow[]) {
  const theirs = new Map(now.map((row) => [rowKey(row), row]));
  const ours = new Map(rows.map((row) => [rowKey(row), row]));
  return [...new Set([...theirs.keys(), ...ours.keys()])].flatMap((key) => {
    const [their, our] = [theirs.get(key), ours.get(key)];
    if (their?.price === our?.price && their?.stock === our?.stock) return [];
    return [{ key, product: (their ?? our)?.product ?? '', their, our }];
  });
}

/** What the server would say of some rows, by row; nothing where it cannot be asked. */
export async function verdictsOn(
  phone: PhoneKey,
  day: string,
  rows: readonly EnteredRow[],
): Promise<ReadonlyMap<string, string>> {
  const ask = askServer(phone)('POST /v1/reports', {
    query: { dryRun: 'true', confirmDrop: 'true' },
    body: { store: phone.store, date: day, rows: rows.map(sentRow) },
  });
  const { rejected, warnings } = await ask.catch((error: unknown) => ({
    rejected: rejectedBy(error),
    warnings: [] as readonly { readonly code: string; readonly row?: number; readonly detail: string }[],
  }));
  const said = [...rejected, ...warnings.filter(({ code }) => code === 'quarantined')];
  return new Map(
    said.flatMap(({ row: position, detail }) => {
      const row = position === undefined ? undefined : rows[position];
      return row ? [[rowKey(row), detail] as const] : [];
    }),
  );
}

function rejectedBy(error: unknown): readonly Rejected[] {
  return (error instanceof RefusedRequest && error.problem?.rejected) || [];
}
