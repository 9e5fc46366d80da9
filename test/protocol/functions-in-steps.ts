import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { BusinessDay } from '#domain/business-day.ts';
import { rulesAsOf } from '#domain/detection/rules.ts';
import { strandOfAlert } from '#domain/event/strand.ts';
import { type AssessPorts, assessPlaceDay } from '#functions/assess-place/assess-place.ts';
import { type RebuildPorts, rebuildPlace } from '#functions/rebuild-places/rebuild-place.ts';
import { type ReconcilePorts, reconcilePlace } from '#functions/reconcile-alerts/reconcile-alerts.ts';
import { answerStrand } from '#functions/respond-to-alert/answer-strand.ts';
import type { GatherEventsPorts } from '#functions/respond-to-alert/gather-events.ts';
import { type LookAgainPorts, lookAgain } from '#functions/respond-to-alert/look-again.ts';
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
import { balancesByProduct } from '#storage/registry/balances.ts';
import { rebuildOf } from '#storage/registry/rebuilds.ts';
import { registryStore } from '#storage/registry.ts';
import { type ReportHead, reportStore } from '#storage/reports.ts';
import { SMALL_CITY } from '#support/small-city.ts';
import { retailerOfShop, storeOfShop } from '#support/supply-world.ts';
import { channelsInSteps } from './channels-in-steps.ts';
import {
  ASSESS,
  DESK,
  LOOK,
  MARKET,
  PERSON,
  REBUILD,
  RECONCILE,
  REGISTRY,
  RESPOND,
  type Simulation,
  subjectOf,
  type Trigger,
} from './simulation.ts';
import type { Key, Step } from './tables-in-steps.ts';
import { RECIPIENTS, SHOPS } from './two-wards.ts';

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
): RespondPorts & LookAgainPorts & GatherEventsPorts {
  const { clock } = simulation;
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
    recipients: async () => RECIPIENTS,
    clock,
    pause: () => step('read'),
    waitUntil: Number.POSITIVE_INFINITY,
    hashOf: contentHash,
    channels: channelsInSteps(step, (message) => simulation.accepted.push(message)),
  };
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
      audit: async () => undefined,
      clock: simulation.clock,
      catalogue: SMALL_CITY,
    },
    answer === 'accept' ? 'accept' : 'decline',
  );
  const body = answer === 'accept' ? {} : { reason: 'sold-out' as const };
  try {
    await decide({ staff: { name: 'lan', places: ['*'] }, params: { id }, body });
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
      return reconcilePlace(leftOut.reconcile?.(desk) ?? desk)(subject);
    case RESPOND: {
      const ports = respondPortsOf(simulation, dynamodb, step);
      const own = leftOut.respond?.(ports) ?? ports;
      const event = strandOfPartition(trigger.key.pk);
      const strand = event ?? strandOfAlert(SMALL_CITY, subject);
      const kind = event === undefined ? 'alerts' : trigger.key.sk.startsWith('wake#') ? 'woken' : 'acted';
      if (strand !== undefined) await answerStrand({ ...ports, ...own }, SMALL_CITY)(strand, { [kind]: [subject] });
      return event === undefined ? respondToAlert(own, SMALL_CITY)(subject) : undefined;
    }
    case LOOK: {
      const ports: LookAgainPorts = respondPortsOf(simulation, dynamodb, step);
      return lookAgain(leftOut.look?.(ports) ?? ports, SMALL_CITY)();
    }
    case PERSON:
      return answerSuggestion(simulation, dynamodb, trigger.key);
    default:
      throw new Error(`Nobody plays ${trigger.function}`);
  }
}
