import { type Alert, type AlertAction, isLive, type Move } from '#domain/alert/alert.ts';
import type { Catalogue } from '#domain/catalogue.ts';
import { actionOnMember, actsWithin, type EventAct, lastAct } from '#domain/event/event-act.ts';
import { type EventBoard, membersOf, type PastEvent, withAlerts, withSaid } from '#domain/event/event-board.ts';
import { type SaidOfAlert, saidOf } from '#domain/event/said-of-alert.ts';
import type { Strand } from '#domain/event/strand.ts';
import { onceEach } from '#runtime/once-each.ts';
import { type AlertEndPorts, readFalseWithin } from '#supply-search/alert-end.ts';

/** All reads strongly consistent. */
export interface GatherEventsPorts extends Pick<AlertEndPorts, 'alertsOf' | 'actionsOf'> {
  /** Milliseconds since the epoch. */
  readonly clock: () => number;
  readonly readAlert: (id: string) => Promise<{ readonly value: Alert } | undefined>;
  readonly readBoard: (strand: Strand) => Promise<{ readonly value: EventBoard; readonly hash?: string }>;
  /** False when the board was changed between. */
  readonly putBoard: (board: EventBoard, expected?: string) => Promise<boolean>;
  readonly readPastEvent: (id: string) => Promise<PastEvent | undefined>;
  /** False where a later version of the event is kept. */
  readonly keepPastEvent: (event: PastEvent) => Promise<boolean>;
  readonly actsOf: (event: string) => Promise<readonly EventAct[]>;
  readonly putAction: (action: AlertAction) => Promise<boolean>;
}

/** Raised when a strand's board kept changing; its trigger is tried again. */
export class StrandBusy extends Error {
  override readonly name = 'StrandBusy';
}

const MOST_ROUNDS = 20;

/**
 * Makes the board of a strand tell of its alerts as they are now, keeps what has ended, and lays what people did with the
 * events on their members. Harmless to repeat: whoever comes after a crash makes good what was left.
 *
 * @param changed ids of alerts that may have changed.
 * @returns the board as it is kept then. Raises `StrandBusy`.
 */
export function gatherEvents(
  ports: GatherEventsPorts,
  catalogue: Catalogue,
): (strand: Strand, changed: readonly string[]) => Promise<EventBoard> {
  return async (strand, changed) => {
    const board = await keepBoard(ports, catalogue, strand, changed);
    await keepEnds(ports, board);
    await layActs(ports, catalogue, board);
    return board;
  };
}

async function keepBoard(
  ports: GatherEventsPorts,
  catalogue: Catalogue,
  strand: Strand,
  changed: readonly string[],
): Promise<EventBoard> {
  for (let round = 0; round < MOST_ROUNDS; round++) {
    // The board first: an alert that is read after it is no older than what the board tells of it.
    const { value: board, hash } = await ports.readBoard(strand);
    const kept = await Promise.all(changed.map((id) => ports.readAlert(id)));
    const alerts = kept.flatMap((alert) => alert?.value ?? []);
    const gathered = withAlerts(board, alerts, { catalogue, now: ports.clock() });
    const next = withSaid(gathered, await readSaid(ports, catalogue, alerts));
    if (next === board || (await ports.putBoard(next, hash))) return next;
  }
  throw new StrandBusy(`The board of ${strand} kept changing`);
}

/** What was said last of each alert, of it alone or with a wider one. */
async function readSaid(
  ports: GatherEventsPorts,
  catalogue: Catalogue,
  alerts: readonly Alert[],
): Promise<Map<string, SaidOfAlert | undefined>> {
  // Alerts of one move have the same places around: those are read once.
  const around = {
    alertsOf: onceEach(ports.alertsOf, (place, move?: Move) => `${place} ${move?.product} ${move?.direction}`),
    actionsOf: onceEach(ports.actionsOf),
  };
  const said = alerts.map(async (alert): Promise<[string, SaidOfAlert | undefined]> => {
    if (!isLive(alert)) return [alert.id, undefined];
    const own = await around.actionsOf(alert.id);
    return [alert.id, saidOf(alert, own, await readFalseWithin(around, catalogue, alert, own))];
  });
  return new Map(await Promise.all(said));
}

/** Keeps each event that has ended, and notes of one that is on again that it is. */
async function keepEnds(ports: GatherEventsPorts, board: EventBoard): Promise<void> {
  for (const known of board.events) {
    const members = membersOf(board, known);
    const hasEnded = known.log.some(({ kind }) => kind === 'ended');
    if (members.length === 0 || !hasEnded) continue;
    const kept = await ports.readPastEvent(known.id);
    if (kept?.known.version !== known.version) await ports.keepPastEvent({ strand: board.strand, known, members });
  }
}

/** Lays the last act on each live event on its members. */
async function layActs(ports: GatherEventsPorts, catalogue: Catalogue, board: EventBoard): Promise<void> {
  for (const known of board.events) {
    if (known.endedAt !== undefined || known.joinedInto !== undefined) continue;
    const members = membersOf(board, known);
    const act = lastAct(actsWithin(catalogue, await ports.actsOf(known.id), members));
    if (!act) continue;
    for (const alert of members) {
      const action = actionOnMember(catalogue, act, alert, await ports.actionsOf(alert.id));
      if (action) await ports.putAction(action);
    }
  }
}
