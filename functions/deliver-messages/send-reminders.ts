import { createHash } from 'node:crypto';
import { type BusinessDay, businessDayOf } from '#domain/business-day.ts';
import type { Reminder } from '#domain/duty/reminder.ts';
import { fileSafe } from '#domain/notification/delivery.ts';
import { type Retailer, retailerOf, type Store, storeIdOf } from '#domain/store.ts';
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
    readonly stores: readonly { readonly name: string; readonly note?: string | undefined }[];
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
  readonly remindAt?: (address: string) => {
    readonly leaseMs: number;
    readonly send: (letter: ReminderLetter) => Promise<void>;
  };
}

const BETWEEN_TRIES_MS = 5 * 60_000;
const MOST_ATTEMPTS = 3;
const AT_ONCE = 8;

/** A reminder that waits, with the shop and the address of its contact as they are now. */
interface Waiting extends Kept<Reminder> {
  readonly name: string;
  readonly email: string | undefined;
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
    const byAddress = [...Map.groupBy(waiting, ({ email }) => email)];
    await aFewAtOnce(byAddress, AT_ONCE, async ([email, own]) => {
      if (email === undefined) await settle(ports, own, 'no-address');
      else if (!ports.remindAt) await settle(ports, own, 'no-mail');
      else if (await ports.readReturned(email)) await settle(ports, own, 'failed');
      else await tell(ports, ports.remindAt(email), own);
      return [];
    });
  };
}

async function addressed(ports: SendRemindersPorts, kept: Kept<Reminder>): Promise<Waiting> {
  const { store: key } = kept.value;
  const [store, retailer] = await Promise.all([
    ports.readStore(retailerOf(key), storeIdOf(key)),
    ports.readRetailer(retailerOf(key)),
  ]);
  const contact = store?.value.contact ?? retailer?.value.contact;
  return { ...kept, name: store?.value.name ?? key, email: contact?.email };
}

async function settle(ports: SendRemindersPorts, own: readonly Waiting[], state: Reminder['state']): Promise<void> {
  for (const { value, hash } of own) await ports.putReminder({ ...value, state }, hash);
}

type Way = ReturnType<NonNullable<SendRemindersPorts['remindAt']>>;

async function tell(ports: SendRemindersPorts, way: Way, own: readonly Waiting[]): Promise<void> {
  const now = ports.clock();
  const claimed: Waiting[] = [];
  for (const one of own.toSorted((a, b) => (a.value.store < b.value.store ? -1 : 1))) {
    const notBefore = now + Math.max(way.leaseMs, BETWEEN_TRIES_MS);
    const value = { ...one.value, attempts: one.value.attempts + 1, notBefore };
    const hash = await ports.putReminder(value, one.hash);
    // Another is at it: whoever has the first has them all, so that they are one mail.
    if (hash === undefined) break;
    claimed.push({ ...one, value, hash });
  }
  const [first] = claimed;
  if (!first) return;
  const attempts = Math.max(...claimed.map(({ value }) => value.attempts));
  try {
    await way.send({
      id: letterId(claimed),
      claimedAt: first.value.at,
      repeat: attempts > 1,
      facts: { day: first.value.day, stores: claimed.map(({ name, value }) => ({ name, note: value.note })) },
    });
  } catch (error) {
    log.error('reminder failed', { stores: claimed.length, ...describeError(error) });
    if (attempts >= MOST_ATTEMPTS) await settle(ports, claimed, 'failed');
    return;
  }
  await settle(ports, claimed, 'sent');
}

/** The same for the same shops and day: a second sending of it is a repeat. */
function letterId(claimed: readonly Waiting[]): string {
  const named = claimed.map(({ value }) => `${value.day} ${value.store}`).join('\n');
  const hash = createHash('sha256').update(named).digest('hex').slice(0, 16);
  return fileSafe(`reminder-${claimed[0]?.value.day}-${hash}`);
}
