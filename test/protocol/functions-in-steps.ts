import { rulesAsOf } from '#domain/detection/rules.ts';
import { type AssessPorts, assessPlaceDay } from '#functions/assess-place/assess-place.ts';
import { type ReconcilePorts, reconcilePlace } from '#functions/reconcile-alerts/reconcile-alerts.ts';
import type { RespondPorts } from '#functions/respond-to-alert/respond-ports.ts';
import { respondToAlert } from '#functions/respond-to-alert/respond-to-alert.ts';
import { assessmentOutputs, type KeepableOutput } from '#storage/assessment-outputs.ts';
import { deskStore } from '#storage/desk.ts';
import { marketStore } from '#storage/market.ts';
import { contentHash } from '#storage/packed.ts';
import { registryStore } from '#storage/registry.ts';
import type { ReportHead } from '#storage/reports.ts';
import { SMALL_CITY } from '#support/small-city.ts';
import { retailerOfShop, storeOfShop } from '#support/supply-world.ts';
import { channelsInSteps } from './channels-in-steps.ts';
import {
  ASSESS,
  DESK,
  MARKET,
  RECONCILE,
  REGISTRY,
  RESPOND,
  type Simulation,
  subjectOf,
  type Trigger,
} from './simulation.ts';
import type { Step } from './tables-in-steps.ts';
import { RECIPIENTS, SHOPS } from './two-wards.ts';

/** A rule of the protocol that is missing: in the ports of a function, made anew for each process, or in the stream. */
export interface LeftOut {
  readonly assess?: (
    ports: AssessPorts<KeepableOutput, readonly ReportHead[]>,
  ) => AssessPorts<KeepableOutput, readonly ReportHead[]>;
  readonly reconcile?: (ports: ReconcilePorts) => ReconcilePorts;
  readonly respond?: (ports: RespondPorts) => RespondPorts;
  /** The function that writes over whatever is kept. */
  readonly conditionsOf?: string;
  /** True when a trigger that was not worked through is dropped. */
  readonly redelivery?: true;
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
        rulesOf: async (date) =>
          rulesAsOf({ thresholds: [], ceilings: [] }, { ...SMALL_CITY, detection: simulation.settings }, date),
      };
      const split = subject.lastIndexOf('#');
      return assessPlaceDay(leftOut.assess?.(ports) ?? ports)(subject.slice(0, split), subject.slice(split + 1));
    }
    case RECONCILE:
      return reconcilePlace(leftOut.reconcile?.(desk) ?? desk)(subject);
    case RESPOND: {
      const ports: RespondPorts = {
        ...desk,
        balances: registry.balances,
        readMatchSettings: registry.readMatchSettings,
        refusedPairs: registry.refusedPairs,
        foodSafetyHolds: registry.foodSafetyHolds,
        listStores: async () => SHOPS.map(storeOfShop),
        listRetailers: async () => SHOPS.map(retailerOfShop),
        recipients: async () => RECIPIENTS,
        clock: simulation.clock,
        hashOf: contentHash,
        channels: channelsInSteps(step, (message) => simulation.accepted.push(message)),
      };
      return respondToAlert(leftOut.respond?.(ports) ?? ports, SMALL_CITY)(subject);
    }
    default:
      throw new Error(`Nobody plays ${trigger.function}`);
  }
}
