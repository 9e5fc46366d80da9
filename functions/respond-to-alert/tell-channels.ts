import { type Alert, type AlertAction, alertState, isLive } from '#domain/alert/alert.ts';
import { type FalseWithin, falseWithin, type WiderAlert } from '#domain/alert/false-alarm.ts';
import { type BusinessDay, businessDayOf } from '#domain/business-day.ts';
import { type Catalogue, isWithin } from '#domain/catalogue.ts';
import { atLeast } from '#domain/level.ts';
import { heldOn } from '#domain/matching/food-safety-hold.ts';
import { DEFAULT_MATCHING } from '#domain/matching/match-settings.ts';
import type { Suggestion } from '#domain/matching/suggestion.ts';
import { supplyOfAlert } from '#domain/matching/supply-of-alert.ts';
import type { FoundSupply } from '#domain/matching/supply-search.ts';
import {
  type AlertNews,
  type Delivery,
  deliveryId,
  isLeased,
  NotAccepted,
  type Unsent,
} from '#domain/notification/delivery.ts';
import { type Addressee, addresseesOf, levelsToTell, newsKindOf } from '#domain/notification/due-news.ts';
import { isToldOf, type Recipient } from '#domain/notification/recipient.ts';
import { suppressionOf } from '#domain/notification/suppression.ts';
import { present } from '#domain/present.ts';
import { readAround } from '#supply-search/alert-end.ts';
import { readEventOf } from '#supply-search/suggestions-of-alert.ts';
import type { OutgoingChannel, RespondPorts } from './respond-ports.ts';

const MAX_CAUSE_LENGTH = 300;

/** What came of one delivery: `changed` means that somebody else wrote it meanwhile. */
export type Outcome = 'done' | 'changed' | 'leased' | { readonly failed: string };

/** An alert with what people did with it, and that it was called false with a wider one. */
export interface Told {
  readonly alert: Alert;
  readonly actions: readonly AlertAction[];
  readonly within: FalseWithin | undefined;
}

/** First finishes what was begun for any version, then tells what this version is to each channel. */
export async function tellChannels(ports: RespondPorts, catalogue: Catalogue, told: Told): Promise<Outcome[]> {
  const { alert } = told;
  const recipients = await ports.recipients();
  const outcomes: Outcome[] = [];
  const begun = await ports.deliveriesOf(alert.id);
  for (const delivery of begun) {
    if (delivery.state === 'sent' || delivery.state === 'muted') continue;
    outcomes.push(await finish(ports, catalogue, recipients, told, await ports.deliveriesOf(alert.id), delivery));
  }
  const known = await ports.deliveriesOf(alert.id);
  for (const channel of ports.channels) {
    for (const due of await dueOn(ports, catalogue, recipients, told, known, channel)) {
      outcomes.push(due === 'leased' ? due : await claimAndSend(ports, catalogue, channel, due));
    }
  }
  return outcomes;
}

/** A delivery to be written and, unless muted, sent. */
interface Due {
  readonly delivery: Delivery;
  readonly read?: Delivery;
  /** What was known of the other versions on the channel when this one was decided. */
  readonly others: readonly Delivery[];
  readonly addressee: Addressee;
}

async function dueOn(
  ports: RespondPorts,
  catalogue: Catalogue,
  recipients: readonly Recipient[],
  { alert, actions }: Told,
  known: readonly Delivery[],
  channel: OutgoingChannel,
): Promise<(Due | 'leased')[]> {
  const due: (Due | 'leased')[] = [];
  for (const addressee of addresseesOf(channel.name, channel.audience, recipients)) {
    const { channel: name } = addressee;
    const own = known.filter((delivery) => delivery.channel === name);
    // What a wider alert tells instead is told after all once that alert tells it no more.
    const muted = own.find(({ version, mutedBy }) => version === alert.version && mutedBy !== undefined);
    const others = own.filter((delivery) => delivery !== muted);
    if (others.some((delivery) => isLeased(delivery, ports.clock()))) {
      due.push('leased');
      continue;
    }
    if (others.some((delivery) => delivery.version >= alert.version)) continue;
    const sent = others.filter((delivery) => delivery.state === 'sent');
    const kind = newsKindOf(alert, sent);
    if (!kind) continue;
    if (!asksFor(catalogue, addressee, alert, levelsToTell(kind, alert.level, sent))) continue;
    const quiet = suppressionOf({ kind, level: alert.level, sent }, actions, businessDayOf(ports.clock()));
    // One look decides which wider alert says it instead, and whether that was called false: between two it might be.
    const around = isRise({ kind }) && !quiet ? await readAround(ports, catalogue, alert) : [];
    const falsely = falseWithin(alert, actions, around);
    const wider = falsely ? undefined : mutingAlert(catalogue, alert, around, businessDayOf(ports.clock()));
    const muting = wider && asksFor(catalogue, addressee, wider, [wider.level]) ? wider : falsely?.wider;
    if (muted && muting) continue;
    const isMuted = quiet !== undefined || muting !== undefined;
    const said = quiet ?? falsely?.said;
    due.push(
      present<Due>({
        others,
        read: muted,
        addressee,
        delivery: present({
          id: deliveryId(alert.id, alert.version, name),
          alert: alert.id,
          version: alert.version,
          channel: name,
          kind,
          level: alert.level,
          state: isMuted ? 'muted' : 'claimed',
          attempts: isMuted ? 0 : 1,
          claimedAt: ports.clock(),
          unsent: said && asUnsent(said),
          mutedBy: muting?.id,
          leaseUntil: !isMuted ? ports.clock() + channel.leaseMs : undefined,
          told: alert,
          supply: isMuted ? undefined : await supplyToTell(ports, catalogue, alert),
        }),
      }),
    );
  }
  return due;
}

/** The latest search for an alert's event: a repeat of the message then tells the same. */
async function supplyToTell(ports: RespondPorts, catalogue: Catalogue, alert: Alert): Promise<Delivery['supply']> {
  const event = await readEventOf(ports, catalogue, alert);
  const search = event === undefined ? undefined : await ports.latestSearch(event);
  return search && { event: search.subject, version: search.version };
}

function asUnsent({ kind, until }: AlertAction): Unsent {
  return kind === 'silence' && until !== undefined ? { because: 'silenced', until } : { because: 'false-alarm' };
}

/** Whether a person asked for news of any of these levels at the place; a channel for everyone takes all. */
function asksFor(
  catalogue: Catalogue,
  { recipient }: Addressee,
  { place }: Pick<Alert, 'place'>,
  levels: readonly Alert['level'][],
): boolean {
  return recipient === undefined || levels.some((level) => isToldOf(catalogue, recipient, { place, level }));
}

function isRise({ kind }: Pick<Delivery, 'kind'>): boolean {
  return kind === 'opened' || kind === 'escalated';
}

/** A live alert of a place around this one that tells the same at least as loudly, and is itself told. */
function mutingAlert(
  catalogue: Catalogue,
  alert: Alert,
  around: readonly WiderAlert[],
  today: BusinessDay,
): Alert | undefined {
  return around.find(({ alert: wider, actions }) => {
    if (!isLive(wider) || !wider.news || !atLeast(wider.level, alert.level)) return false;
    const beyond = around.filter(
      (other) => other.alert.place !== wider.place && isWithin(catalogue, wider.place, other.alert.place),
    );
    // A silenced alert still mutes its parts: who wants quiet about the city wants no letter from each ward.
    return alertState(wider, actions, today, falseWithin(wider, actions, beyond)) !== 'false-alarm';
  })?.alert;
}

/** Sends again what somebody claimed and did not finish, if its time is over. */
async function finish(
  ports: RespondPorts,
  catalogue: Catalogue,
  recipients: readonly Recipient[],
  { actions, within }: Told,
  known: readonly Delivery[],
  delivery: Delivery,
): Promise<Outcome> {
  const others = known.filter(({ channel, version }) => channel === delivery.channel && version !== delivery.version);
  if ([delivery, ...others].some((begun) => isLeased(begun, ports.clock()))) return 'leased';
  const sent = others.filter(({ state }) => state === 'sent');
  const later = sent.find(({ version }) => version > delivery.version);
  if (later) return close(ports, delivery, { because: 'later-told', version: later.version });
  const quiet = suppressionOf({ ...delivery, sent }, actions, businessDayOf(ports.clock()));
  if (quiet) return close(ports, delivery, asUnsent(quiet));
  // As if it had been muted from the start: it is told after all where the false alarm is taken back.
  if (within && isRise(delivery)) {
    return close(ports, { ...delivery, mutedBy: within.wider.id }, asUnsent(within.said), delivery);
  }
  const levels = levelsToTell(delivery.kind, delivery.level, sent);
  for (const channel of ports.channels) {
    const addressee = addresseesOf(channel.name, channel.audience, recipients).find(
      (each) => each.channel === delivery.channel,
    );
    if (!addressee || !asksFor(catalogue, addressee, delivery.told, levels)) continue;
    const { cause: _cause, unsent: _unsent, ...rest } = delivery;
    const again: Delivery = present({
      ...rest,
      state: 'claimed',
      attempts: delivery.attempts + 1,
      leaseUntil: ports.clock() + channel.leaseMs,
      repeat: delivery.state === 'claimed' ? true : delivery.repeat,
    });
    return claimAndSend(ports, catalogue, channel, { delivery: again, read: delivery, others, addressee });
  }
  return close(ports, delivery, { because: 'nobody-asks' });
}

/** Records that a delivery will not be sent, and why. */
async function close(ports: RespondPorts, delivery: Delivery, unsent: Unsent, read = delivery): Promise<Outcome> {
  const { leaseUntil: _lease, cause: _cause, ...rest } = delivery;
  return (await ports.putDelivery({ ...rest, state: 'muted', unsent }, read)) ? 'done' : 'changed';
}

/** Claims, sends, and marks what came of it; each step only over the step before. */
async function claimAndSend(
  ports: RespondPorts,
  catalogue: Catalogue,
  channel: OutgoingChannel,
  { delivery, read, others, addressee }: Due,
): Promise<Outcome> {
  if (!(await ports.putDelivery(delivery, read))) return 'changed';
  const isOvertaken = await othersChanged(ports, delivery, others);
  if (delivery.state === 'muted') return isOvertaken ? 'changed' : 'done';
  const { leaseUntil: _lease, ...claimed } = delivery;
  if (isOvertaken) {
    await ports.putDelivery({ ...claimed, state: 'failed', unsent: { because: 'told-meanwhile' } }, delivery);
    return 'changed';
  }
  try {
    await channel.send(await newsOf(ports, catalogue, delivery, addressee), addressee.recipient);
  } catch (error) {
    const cause = describe(error);
    // Without an answer it may have gone out: the next message says that it may be a repeat.
    const failed: Delivery = present({
      ...claimed,
      state: 'failed',
      cause,
      repeat: error instanceof NotAccepted ? claimed.repeat : true,
    });
    return (await ports.putDelivery(failed, delivery)) ? { failed: `${delivery.channel} (${cause})` } : 'changed';
  }
  const sent: Delivery = { ...claimed, state: 'sent', sentAt: ports.clock() };
  return (await ports.putDelivery(sent, delivery)) ? 'done' : 'changed';
}

/**
 * Verify after claim: of two who tell two versions on one channel at the same time, at least one sees the other's claim
 * here and stands back, so that people never read an older version after a newer one.
 */
async function othersChanged(ports: RespondPorts, delivery: Delivery, others: readonly Delivery[]): Promise<boolean> {
  const now = (await ports.deliveriesOf(delivery.alert)).filter(
    ({ channel, version }) => channel === delivery.channel && version !== delivery.version,
  );
  return JSON.stringify(now) !== JSON.stringify(others);
}

async function newsOf(
  ports: RespondPorts,
  catalogue: Catalogue,
  delivery: Delivery,
  { language }: Addressee,
): Promise<AlertNews> {
  const { told: alert, kind } = delivery;
  const isEnd = kind === 'resolved' || kind === 'withdrawn';
  const { event, version } = delivery.supply ?? { event: delivery.alert, version: delivery.version };
  const found = isEnd ? undefined : await ports.readSearch(event, version);
  const search = found && supplyOfAlert(catalogue, alert, found, DEFAULT_MATCHING.maxSuggestions);
  const suggestions = search ? await stillPossible(ports, catalogue, event, search) : [];
  return present({ kind, alert, delivery, catalogue, suggestions, search, language });
}

/** What was suggested, without what was declined or is held by now: nobody should call for it. */
async function stillPossible(
  ports: RespondPorts,
  catalogue: Catalogue,
  subject: string,
  { suggestions }: FoundSupply,
): Promise<readonly Suggestion[]> {
  if (suggestions.length === 0) return suggestions;
  const [kept, holds] = await Promise.all([ports.suggestionsOf(subject), ports.foodSafetyHolds()]);
  const declined = new Set(kept.filter(({ state }) => state === 'declined').map(({ id }) => id));
  const heldBy = heldOn(businessDayOf(ports.clock()), holds, catalogue);
  return suggestions.filter(({ id, product, from }) => !declined.has(id) && !heldBy(product, from));
}

function describe(error: unknown): string {
  return (error instanceof Error ? `${error.name}: ${error.message}` : String(error)).slice(0, MAX_CAUSE_LENGTH);
}
