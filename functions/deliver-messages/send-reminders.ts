import { createHash } from 'node:crypto';
import { type BusinessDay, businessDayOf } from '#domain/business-day.ts';
import type { Reminder, ReminderState } from '#domain/duty/reminder.ts';
import { fileSafe } from '#domain/notification/delivery.ts';
import {
  type Retailer,
  type RetailerWebhook,
  retailerOf,
  type Store,
  type StoreKey,
  storeIdOf,
} from '#domain/store.ts';
import { aFewAtOnce } from '#runtime/a-few-at-once.ts';
import { describeError, log } from '#runtime/log.ts';

interface Kept<Value> {
  readonly value: Value;
  readonly hash: string;
}

/** One mail to one address, for all of its shops that wait. */
export interface ReminderLetter {
  /** Stable and safe as a file name. */
  readonly id: string;
  readonly claimedAt: number;
  readonly repeat: boolean;
  readonly facts: {
    readonly day: BusinessDay;
    readonly stores: readonly {
      readonly store: StoreKey;
      readonly name: string;
      readonly note?: string | undefined;
    }[];
  };
}

export interface SendRemindersPorts {
  /** Milliseconds since the epoch. */
  readonly clock: () => number;
  readonly remindersOf: (day: BusinessDay) => Promise<readonly Kept<Reminder>[]>;
  /** The hash of what is kept then; none when another has written meanwhile. */
  readonly putReminder: (reminder: Reminder, expected?: string) => Promise<string | undefined>;
  readonly readStore: (retailer: string, store: string) => Promise<{ readonly value: Store } | undefined>;
  readonly readRetailer: (id: string) => Promise<{ readonly value: Retailer } | undefined>;
  /** What is known of an address that mail came back from: it is written to no more. */
  readonly readReturned: (address: string) => Promise<object | undefined>;
  /** None where this deployment sends no mail. */
  readonly remindAt?: (address: string) => Way;
  readonly remindBy: (webhook: RetailerWebhook) => Way;
}

interface Way {
  readonly leaseMs: number;
  readonly send: (letter: ReminderLetter) => Promise<void>;
}

const BETWEEN_TRIES_MS = 5 * 60_000;
const MOST_ATTEMPTS = 3;
const AT_ONCE = 8;

/** A reminder that waits, with the shop and the address of its contact as they are now. */
interface Waiting extends Kept<Reminder> {
  readonly name: string;
  readonly email: string | undefined;
  readonly webhook: RetailerWebhook | undefined;
}

/**
 * Sends the reminders of the day that wait: one mail to an address for all of its shops. Each is claimed before it is
 * sent, so that it is sent once however often this is asked for; whoever dies between tries again some minutes later.
 */
export function sendReminders(ports: SendRemindersPorts): () => Promise<void> {
  return async () => {
    const now = ports.clock();
    const open = (await ports.remindersOf(businessDayOf(now))).filter(
      ({ value }) => value.state === 'waiting' && value.notBefore <= now,
    );
    if (open.length === 0) return;
    const waiting = await aFewAtOnce(open, AT_ONCE, (kept) => addressed(ports, kept));
    const byAddress = [...Map.groupBy(waiting, ({ email, webhook }) => `${email} ${webhook?.address}`).values()];
    await aFewAtOnce(byAddress, AT_ONCE, async (own) => {
      const ways = await waysTo(ports, own[0] as Waiting);
      if (typeof ways === 'string') await settle(ports, own, ways);
      else await tell(ports, ways, own);
      return [];
    });
  };
}

/** The ways on which a shop is reminded, or why there is none. */
async function waysTo(ports: SendRemindersPorts, { email, webhook }: Waiting): Promise<readonly Way[] | ReminderState> {
  const hook = webhook ? [ports.remindBy(webhook)] : [];
  const none = (why: ReminderState) => (hook.length > 0 ? hook : why);
  if (email === undefined) return none('no-address');
  if (!ports.remindAt) return none('no-mail');
  return (await ports.readReturned(email)) ? none('failed') : [ports.remindAt(email), ...hook];
}

async function addressed(ports: SendRemindersPorts, kept: Kept<Reminder>): Promise<Waiting> {
  const { store: key } = kept.value;
  const [store, retailer] = await Promise.all([
    ports.readStore(retailerOf(key), storeIdOf(key)),
    ports.readRetailer(retailerOf(key)),
  ]);
  const contact = store?.value.contact ?? retailer?.value.contact;
  return { ...kept, name: store?.value.name ?? key, email: contact?.email, webhook: retailer?.value.webhook };
}

async function settle(ports: SendRemindersPorts, own: readonly Waiting[], state: Reminder['state']): Promise<void> {
  for (const { value, hash } of own) await ports.putReminder({ ...value, state }, hash);
}

/** On all ways at once: what came over one of them is a reminder. */
async function tell(ports: SendRemindersPorts, ways: readonly Way[], own: readonly Waiting[]): Promise<void> {
  const now = ports.clock();
  const claimed: Waiting[] = [];
  for (const one of own.toSorted((a, b) => (a.value.store < b.value.store ? -1 : 1))) {
    const notBefore = now + Math.max(...ways.map(({ leaseMs }) => leaseMs), BETWEEN_TRIES_MS);
    const value = { ...one.value, attempts: one.value.attempts + 1, notBefore };
    const hash = await ports.putReminder(value, one.hash);
    // Another is at it: whoever has the first has them all, so that they are one mail.
    if (hash === undefined) break;
    claimed.push({ ...one, value, hash });
  }
  const [first] = claimed;
  if (!first) return;
  const attempts = Math.max(...claimed.map(({ value }) => value.attempts));
  const stores = claimed.map(({ name, value }) => ({ store: value.store, name, note: value.note }));
  const letter: ReminderLetter = {
    id: letterId(claimed),
    claimedAt: first.value.at,
    repeat: attempts > 1,
    facts: { day: first.value.day, stores },
  };
  const sent = await Promise.allSettled(ways.map((way) => way.send(letter)));
  for (const one of sent) {
    if (one.status === 'rejected')
      log.error('reminder failed', { stores: claimed.length, ...describeError(one.reason) });
  }
  if (sent.some(({ status }) => status === 'fulfilled')) await settle(ports, claimed, 'sent');
  else if (attempts >= MOST_ATTEMPTS) await settle(ports, claimed, 'failed');
}

/** The same for the same shops and day: a second sending of it is a repeat. */
function letterId(claimed: readonly Waiting[]): string {
  const named = claimed.map(({ value }) => `${value.day} ${value.store}`).join('\n');
  const hash = createHash('sha256').update(named).digest('hex').slice(0, 16);
  return fileSafe(`reminder-${claimed[0]?.value.day}-${hash}`);
}
