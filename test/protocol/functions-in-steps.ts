import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { isLive } from '#domain/alert/alert.ts';
import { type BusinessDay, businessDayOf } from '#domain/business-day.ts';
import { rulesAsOf } from '#domain/detection/rules.ts';
import { faceOf } from '#domain/event/event-face.ts';
import { strandOfAlert } from '#domain/event/strand.ts';
import { type AssessPorts, assessPlaceDay } from '#functions/assess-place/assess-place.ts';
import { type DeliverPorts, deliverMessage } from '#functions/deliver-messages/deliver-message.ts';
import { type RebuildPorts, rebuildPlace } from '#functions/rebuild-places/rebuild-place.ts';
import { type ReconcilePorts, reconcilePlace } from '#functions/reconcile-alerts/reconcile-alerts.ts';
import { answerStrand } from '#functions/respond-to-alert/answer-strand.ts';
import type { GatherEventsPorts } from '#functions/respond-to-alert/gather-events.ts';
import { type LookAgainPorts, lookAgain } from '#functions/respond-to-alert/look-again.ts';
import { type NoteNewsPorts, noteNews } from '#functions/respond-to-alert/note-news.ts';
import type { RespondPorts } from '#functions/respond-to-alert/respond-ports.ts';
import { respondToAlert } from '#functions/respond-to-alert/respond-to-alert.ts';
import { decideSuggestion } from '#functions/serve-staff/suggestions/decide-suggestion.ts';
import { Problem } from '#runtime/problem.ts';
import { assessmentOutputs, type KeepableOutput } from '#storage/assessment-outputs.ts';
import { strandOfPartition } from '#storage/desk/partition.ts';
import { deskStore } from '#storage/desk.ts';
import { marketStore } from '#storage/market.ts';
import { contentHash } from '#storage/packed.ts';
import { CHECKPOINT_DAYS } from '#storage/place-day-key.ts';
import { publishLines } from '#storage/publish-lines.ts';
import { balancesByProduct } from '#storage/registry/balances.ts';
import { rebuildOf } from '#storage/registry/rebuilds.ts';
import { registryStore } from '#storage/registry.ts';
import { type ReportHead, reportStore } from '#storage/reports.ts';
import { trailStore } from '#storage/trail.ts';
import { SMALL_CITY } from '#support/small-city.ts';
import { retailerOfShop, storeOfShop } from '#support/supply-world.ts';
import { seenByReader } from '#telling/event-for-reader.ts';
import {
  ASSESS,
  DELIVER,
  DESK,
  isOfLines,
  LOOK,
  MARKET,
  PERSON,
  REBUILD,
  RECONCILE,
  REGISTRY,
  RESPOND,
  type Simulation,
  subjectOf,
  TRAIL,
  type Trigger,
} from './simulation.ts';
import type { Key, Step } from './tables-in-steps.ts';
import { PROTOCOL_DESK, READERS, SHOPS } from './two-wards.ts';
import { wayInSteps } from './ways-in-steps.ts';

/** Raised where a message is due later: its trigger waits. */
export class NotYet extends Error {
  override readonly name = 'NotYet';
}

/** A rule of the protocol that is missing: in the ports of a function, made anew for each process, or in the stream. */
export interface LeftOut {
  readonly assess?: (
    ports: AssessPorts<KeepableOutput, readonly ReportHead[]>,
  ) => AssessPorts<KeepableOutput, readonly ReportHead[]>;
  readonly rebuild?: (
    ports: RebuildPorts<KeepableOutput, readonly ReportHead[]>,
  ) => RebuildPorts<KeepableOutput, readonly ReportHead[]>;
  readonly reconcile?: (ports: ReconcilePorts) => ReconcilePorts;
  readonly respond?: (ports: RespondPorts) => RespondPorts;
  readonly deliver?: (ports: DeliverPorts) => DeliverPorts;
  /** True when the clock does not look which messages wait. */
  readonly sweep?: true;
  readonly look?: (ports: LookAgainPorts) => LookAgainPorts;
  /** The function that writes over whatever is kept. */
  readonly conditionsOf?: string;
  /** True when a trigger that was not worked through is dropped. */
  readonly redelivery?: true;
}

/** What the responder reaches in a simulation. */
export function respondPortsOf(
  simulation: Simulation,
  dynamodb: DynamoDBDocumentClient,
  step: Step,
): RespondPorts & LookAgainPorts & GatherEventsPorts & NoteNewsPorts {
  const { clock, wake } = simulation;
  const registry = registryStore(dynamodb, REGISTRY);
  return {
    ...deskStore(dynamodb, DESK),
    balances: balancesByProduct(registry, SMALL_CITY).balances,
    readMatchSettings: registry.readMatchSettings,
    refusedPairs: registry.refusedPairs,
    foodSafetyHolds: registry.foodSafetyHolds,
    readReport: reportStore(dynamodb, MARKET, clock).readReport,
    listStores: async () => SHOPS.map(storeOfShop),
    listRetailers: async () => SHOPS.map(retailerOfShop),
    readers: async () => READERS,
    hasSupply: async () => false,
    deliverLater: async ({ event, reader }) => {
      await step('send');
      wake({ function: DELIVER, key: { pk: event, sk: reader } });
    },
    waits: WAITS,
    desk: async () => PROTOCOL_DESK,
    workedAt: async () => [],
    clock,
    pause: () => step('read'),
    waitUntil: Number.POSITIVE_INFINITY,
    hashOf: contentHash,
  };
}

const WAITS = { gatherMs: 1_000, pauseMs: 60_000 };

function deliverPortsOf(simulation: Simulation, dynamodb: DynamoDBDocumentClient, step: Step): DeliverPorts {
  return {
    ...deskStore(dynamodb, DESK),
    clock: simulation.clock,
    hasSupply: async () => false,
    waits: WAITS,
    desk: async () => PROTOCOL_DESK,
    workedAt: async () => [],
    noteGivenUp: () => undefined,
    reader: async (id) => {
      const reader = READERS.find((known) => known.id === id);
      const way = wayInSteps(step, id, (accepted) => simulation.accepted.push(accepted));
      return reader && { ...reader, language: 'vi', ways: [way] };
    },
    describe: async (event, reader, { kind }) => {
      const { members: own } = seenByReader(event, reader, SMALL_CITY, businessDayOf(simulation.clock()));
      return {
        kind,
        event: event.known.id,
        strand: event.strand,
        face: faceOf(SMALL_CITY, own.some(isLive) ? own.filter(isLive) : event.members),
      };
    },
  };
}

/** Gathers the alerts of a strand into events, notes what is news, and answers the alert that woke. */
async function respond(
  { key }: Trigger,
  simulation: Simulation,
  dynamodb: DynamoDBDocumentClient,
  step: Step,
  leftOut: LeftOut,
): Promise<void> {
  const whole = respondPortsOf(simulation, dynamodb, step);
  const ports = { ...whole, ...leftOut.respond?.(whole) };
  const alert = key.sk.split('#')[1] ?? '';
  const own = strandOfPartition(key.pk);
  const strand = own ?? strandOfAlert(SMALL_CITY, alert);
  const kind = own === undefined ? 'alerts' : key.sk.startsWith('wake#') ? 'woken' : 'acted';
  if (strand !== undefined) await answerStrand(ports, SMALL_CITY)(strand, { [kind]: [alert] });
  if (!own) await respondToAlert(ports, SMALL_CITY)(alert);
}

/** What the clock does: looks whose supply has changed, what has become news, and which messages wait. */
async function lookAround(
  simulation: Simulation,
  dynamodb: DynamoDBDocumentClient,
  step: Step,
  leftOut: LeftOut,
): Promise<void> {
  const ports = respondPortsOf(simulation, dynamodb, step);
  await lookAgain(leftOut.look?.(ports) ?? ports, SMALL_CITY)();
  const desk = deskStore(dynamodb, DESK);
  for (const board of await desk.liveBoards()) await noteNews(ports, SMALL_CITY)(board);
  if (leftOut.sweep) return;
  for (const { event, reader } of await desk.conversationsDue(simulation.clock(), 200)) {
    simulation.wake({ function: DELIVER, key: { pk: event, sk: reader } });
  }
}

function rulesIn({ settings }: Simulation) {
  return async (date: BusinessDay) =>
    rulesAsOf({ thresholds: [], ceilings: [] }, { ...SMALL_CITY, detection: settings }, date);
}

/** Somebody answers a suggestion; an answer that the desk refuses is none. */
async function answerSuggestion(
  simulation: Simulation,
  dynamodb: DynamoDBDocumentClient,
  { pk: id, sk: answer }: Key,
): Promise<void> {
  const decide = decideSuggestion(
    {
      ...deskStore(dynamodb, DESK),
      readMatchSettings: registryStore(dynamodb, REGISTRY).readMatchSettings,
      readBalance: balancesByProduct(registryStore(dynamodb, REGISTRY), SMALL_CITY).readBalance,
      foodSafetyHolds: async () => [],
      putRefusedPair: async () => undefined,
      clock: simulation.clock,
      catalogue: SMALL_CITY,
    },
    answer === 'accept' ? 'accept' : 'decline',
  );
  const body = answer === 'accept' ? {} : { reason: 'sold-out' as const };
  try {
    await decide({ staff: { id: 'lan', groups: ['staff'], places: ['*'] }, params: { id }, body });
    simulation.answered.push(id);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
  }
}

/** Runs the use case that a trigger wakes, over the product's own stores, in a process that asks before each step. */
export async function answer(
  trigger: Trigger,
  simulation: Simulation,
  step: Step,
  leftOut: LeftOut = {},
): Promise<unknown> {
  const subject = subjectOf(trigger);
  const dynamodb = simulation.tables.connect(step, leftOut.conditionsOf === trigger.function);
  const desk = deskStore(dynamodb, DESK);
  const registry = registryStore(dynamodb, REGISTRY);
  switch (trigger.function) {
    case ASSESS: {
      const market = marketStore(dynamodb, MARKET, simulation.clock);
      const ports: AssessPorts<KeepableOutput, readonly ReportHead[]> = {
        ...market,
        ...assessmentOutputs({ market, desk, registry }, SMALL_CITY),
        rulesOf: rulesIn(simulation),
      };
      const split = subject.lastIndexOf('#');
      return assessPlaceDay(leftOut.assess?.(ports) ?? ports)(subject.slice(0, split), subject.slice(split + 1));
    }
    case REBUILD: {
      const market = marketStore(dynamodb, MARKET, simulation.clock);
      const { correctionDays } = simulation.settings;
      const ports: RebuildPorts<KeepableOutput, readonly ReportHead[]> = {
        ...registry,
        ...market,
        ...assessmentOutputs({ market, desk, registry }, SMALL_CITY),
        listStores: async () => SHOPS.map(storeOfShop),
        noteUnreadable: async (error) => {
          throw error;
        },
        rulesOf: rulesIn(simulation),
        today: () => simulation.today,
        keptDays: CHECKPOINT_DAYS,
        correctionDays,
        timeIsUp: simulation.timeIsUp,
      };
      return rebuildPlace(leftOut.rebuild?.(ports) ?? ports, SMALL_CITY)(
        rebuildOf(subject).place,
        rebuildOf(subject).isResumption,
      );
    }
    case RECONCILE:
      if (isOfLines(trigger)) {
        return publishLines({ dynamodb, name: DESK, is: 'desk' }, trailStore(dynamodb, TRAIL))(trigger.key);
      }
      return reconcilePlace(leftOut.reconcile?.(desk) ?? desk)(subject);
    case RESPOND:
      return respond(trigger, simulation, dynamodb, step, leftOut);
    case DELIVER: {
      const ports = deliverPortsOf(simulation, dynamodb, step);
      const at = await deliverMessage(leftOut.deliver?.(ports) ?? ports, SMALL_CITY)(trigger.key.pk, trigger.key.sk);
      if (at !== undefined) throw new NotYet(`${subject} waits until ${at}`);
      return undefined;
    }
    case LOOK:
      return lookAround(simulation, dynamodb, step, leftOut);
    case PERSON:
      return answerSuggestion(simulation, dynamodb, trigger.key);
    default:
      throw new Error(`Nobody plays ${trigger.function}`);
  }
}
