import { addDays, type BusinessDay, businessDayOf, cutOffOf, type TimeOfDay } from '#domain/business-day.ts';
import type { Catalogue } from '#domain/catalogue.ts';
import {
  DAILY_KINDS,
  type DailyFacts,
  type DailyKind,
  type DailyMail,
  dailyFacts,
  saysNothing,
} from '#domain/duty/daily-mail.ts';
import type { DeskSettings } from '#domain/duty/desk-settings.ts';
import { tellableFrom } from '#domain/duty/quiet-hours.ts';
import { type Desk, onDuty } from '#domain/duty/who-is-on-duty.ts';
import type { Language } from '#domain/language.ts';
import { fileSafe } from '#domain/notification/delivery.ts';
import type { Recipient } from '#domain/notification/recipient.ts';
import { aFewAtOnce } from '#runtime/a-few-at-once.ts';
import { describeError, log } from '#runtime/log.ts';
import { type DailyWorkPorts, readDailyWork } from './read-daily-work.ts';

interface Kept<Value> {
  readonly value: Value;
  readonly hash: string;
}

/** A mail of a day, as a way takes it. */
export interface DailyLetter {
  /** Stable and safe as a file name. */
  readonly id: string;
  readonly claimedAt: number;
  readonly repeat: boolean;
  readonly language: Language;
  readonly facts: DailyFacts;
}

export interface SendDailyMailsPorts extends DailyWorkPorts {
  readonly cutOff: TimeOfDay;
  readonly desk: () => Promise<Desk>;
  readonly recipients: () => Promise<readonly Recipient[]>;
  readonly dailyMailsOf: (day: BusinessDay) => Promise<readonly Kept<DailyMail>[]>;
  /** The hash of what is kept then; none when another has written meanwhile. */
  readonly putDailyMail: (mail: DailyMail, expected?: string) => Promise<string | undefined>;
  /** What came back from an address; nothing while it is written to. */
  readonly readReturned: (address: string) => Promise<object | undefined>;
  /** None where this deployment sends no mail. */
  readonly letterTo?: (address: string) => {
    readonly leaseMs: number;
    readonly send: (letter: DailyLetter) => Promise<void>;
  };
}

/** A mail of a day is no news any more after so long: it is left out. */
const TOO_LATE_MS = 5 * 60 * 60_000;
const BETWEEN_TRIES_MS = 15 * 60_000;
const MOST_ATTEMPTS = 5;
const AT_ONCE = 8;

/**
 * Sends each reader the digest of the day after the cut-off, and the calm mail in the morning, where they are wished and
 * have something to say. Each is claimed before it is sent, so that it is sent once however often this is asked for.
 */
export function sendDailyMails(ports: SendDailyMailsPorts, catalogue: Catalogue): () => Promise<void> {
  return async () => {
    const { letterTo } = ports;
    if (!letterTo) return;
    const now = ports.clock();
    const day = businessDayOf(now);
    const desk = await ports.desk();
    const due = DAILY_KINDS.filter((kind) => isDue(kind, desk.settings, { now, day, cutOff: ports.cutOff }));
    if (due.length === 0) return;
    const [recipients, kept] = await Promise.all([ports.recipients(), ports.dailyMailsOf(day)]);
    const open = recipients.flatMap((recipient) =>
      due.flatMap((kind) => {
        const mail = kept.find(({ value }) => value.kind === kind && value.reader === recipient.id);
        return isOpen(mail?.value, now) && isAwake(desk, recipient, now) ? [{ recipient, kind, mail }] : [];
      }),
    );
    if (open.length === 0) return;
    const work = await readDailyWork(ports, catalogue, day, new Set(open.map(({ kind }) => kind)));
    const since = cutOffOf(addDays(day, -1), ports.cutOff);
    await aFewAtOnce(open, AT_ONCE, async ({ recipient, kind, mail }) => {
      const facts = mail?.value.facts ?? dailyFacts({ kind, day, since }, work, recipient, catalogue);
      await tell({ ...ports, letterTo }, { recipient, facts, mail });
      return [];
    });
  };
}

function isDue(
  kind: DailyKind,
  settings: DeskSettings,
  { now, day, cutOff }: { readonly now: number; readonly day: BusinessDay; readonly cutOff: TimeOfDay },
): boolean {
  const time = kind === 'digest' ? (settings.digest ? cutOff : null) : settings.calmMailAt;
  if (time === null) return false;
  const at = cutOffOf(day, time);
  return now >= at && now < at + TOO_LATE_MS;
}

function isOpen(mail: DailyMail | undefined, now: number): boolean {
  return mail === undefined || (mail.state === 'sending' && mail.notBefore <= now);
}

/** Nobody is written to in quiet hours, or on a day off without duty. */
function isAwake(desk: Desk, { id }: Recipient, now: number): boolean {
  return tellableFrom(desk, now, { level: 'normal', isOnDuty: onDuty(desk, now).includes(id) }) === now;
}

async function tell(
  ports: SendDailyMailsPorts & Required<Pick<SendDailyMailsPorts, 'letterTo'>>,
  {
    recipient,
    facts,
    mail,
  }: { readonly recipient: Recipient; readonly facts: DailyFacts; readonly mail: Kept<DailyMail> | undefined },
): Promise<void> {
  const { channels, id: reader, language } = recipient;
  const email = channels.find(({ kind }) => kind === 'mail')?.address;
  const now = ports.clock();
  const { kind, day } = facts;
  const attempts = (mail?.value.attempts ?? 0) + 1;
  const claimedAt = mail?.value.claimedAt ?? now;
  const made = { day, kind, reader, claimedAt, attempts, notBefore: now };
  if (email === undefined || saysNothing(facts) || (await ports.readReturned(email))) {
    await ports.putDailyMail({ ...made, state: 'empty' }, mail?.hash);
    return;
  }
  const way = ports.letterTo(email);
  const claim: DailyMail = {
    ...made,
    state: 'sending',
    facts,
    notBefore: now + Math.max(way.leaseMs, BETWEEN_TRIES_MS),
  };
  const claimed = await ports.putDailyMail(claim, mail?.hash);
  if (claimed === undefined) return;
  try {
    const id = `${kind}-${day}-${fileSafe(reader)}`;
    await way.send({ id, claimedAt, repeat: attempts > 1, language, facts });
  } catch (error) {
    log.error('daily mail failed', { kind, day, reader, ...describeError(error) });
    if (attempts >= MOST_ATTEMPTS) await ports.putDailyMail({ ...made, state: 'lost' }, claimed);
    return;
  }
  await ports.putDailyMail({ ...made, state: 'sent' }, claimed);
}
