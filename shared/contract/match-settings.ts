import * as z from 'zod';
import { DEFAULT_MATCHING } from '#domain/matching/match-settings.ts';
import { actedBy, actedByName, decimal, instantOut } from './fields.ts';
import type { Operation } from './operation.ts';

const D = DEFAULT_MATCHING;

const days = (most: number) => z.int().min(0).max(most);
const dong = z.int().min(0).max(1_000_000);
const positiveDong = z.int().min(1).max(10_000_000);
/** By the unit's Vietnamese name, as the catalogue writes it. */
const byUnit = (value: z.ZodType<number>) => z.record(z.string().min(1).max(40), value);

function byFreshness(limit: z.ZodType<number>) {
  return z.strictObject({ dry: limit, fresh: limit });
}

function described<Schema extends z.ZodType>(schema: Schema, sentence: string, byDefault: unknown): Schema {
  return schema.meta({ description: `${sentence} Default ${JSON.stringify(byDefault)}.` });
}

/** Every weight of matching with its unit, its default and what it does. */
const settings = {
  freshUpToDays: described(days(60), 'Days; goods that keep for so long at most count as fresh.', D.freshUpToDays),
  keepBackDays: described(byFreshness(days(60)), 'Days of demand that a giver keeps for itself.', D.keepBackDays),
  targetDays: described(byFreshness(days(60)), 'Days of demand that a receiver is filled up to.', D.targetDays),
  estimatedDays: described(
    byFreshness(days(30)),
    'Days of need, from people and norm, of a place in which no shop tells its stock.',
    D.estimatedDays,
  ),
  triggerDays: described(days(30), 'Days of cover; a shop with fewer is short.', D.triggerDays),
  maxAgeDays: described(
    days(14),
    'Days; older figures take no part, and a proposal that nobody answers expires with them.',
    D.maxAgeDays,
  ),
  refusalDays: described(
    days(3_650),
    'Days for which a pair is not proposed again after a decline for a reason that lasts.',
    D.refusalDays,
  ),
  roadFactor: described(decimal(4).min(1).max(3), 'Road km for one km as the crow flies.', D.roadFactor),
  maxRoadKm: described(byFreshness(z.int().min(1).max(3_000)), 'Road km; there is no longer way.', D.maxRoadKm),
  freightPerUnitKm: described(byUnit(dong), 'VND for one unit and road km, by unit.', D.freightPerUnitKm),
  defaultFreightPerUnitKm: described(
    dong,
    'VND for one unit and road km of any other unit.',
    D.defaultFreightPerUnitKm,
  ),
  fullTruckPerKm: described(
    positiveDong,
    'VND a road km that a full light truck earns: what the share of a load is measured by.',
    D.fullTruckPerKm,
  ),
  joinUnderLoadShare: described(
    decimal(4).min(0).max(1),
    'Share of a light truck; a smaller load says that it should be joined.',
    D.joinUnderLoadShare,
  ),
  handlingPerUnit: described(dong, 'VND for loading and unloading one unit.', D.handlingPerUnit),
  tierPerUnit: described(
    z.strictObject({ 'own-chain': dong, 'same-area': dong, 'other-area': dong, supplier: dong }),
    'VND a unit that rank near kinds of source before far ones; nobody pays them.',
    D.tierPerUnit,
  ),
  substitutePerUnit: described(
    dong,
    'VND a unit that rank the good itself before what may stand in for it; nobody pays them.',
    D.substitutePerUnit,
  ),
  leastLot: described(
    byUnit(z.int().min(1).max(100_000)),
    'Units below which nobody drives, by unit. All that one giver sends to one zone counts together, each unit by its share of its least lot.',
    D.leastLot,
  ),
  defaultLeastLot: described(z.int().min(1).max(100_000), 'The same for any other unit.', D.defaultLeastLot),
  leastGainDays: described(
    decimal(4).min(0).max(7),
    'Days of cover that a receiver must gain of a good; for less nobody is troubled.',
    D.leastGainDays,
  ),
  tripCost: described(dong, 'VND that a trip costs before its first km.', D.tripCost),
  lotsTried: described(
    days(100),
    'Loads too small that are tried at nothing and at their least; up to sixty times as many plans are compared.',
    D.lotsTried,
  ),
  waysPerReceiver: described(
    z.int().min(1).max(10_000),
    'Cheapest ways of each receiver that are looked at first; four times as many while need is left.',
    D.waysPerReceiver,
  ),
  maxSuggestions: described(
    z.int().min(1).max(100),
    'Suggestions of each good after the cut-off of a day at most, by whole trips.',
    D.maxSuggestions,
  ),
  maxAlternatives: described(days(10), 'Other givers shown with a suggestion.', D.maxAlternatives),
};

const example = { ...DEFAULT_MATCHING, triggerDays: 2 };

const matchSettingsBody = z
  .strictObject(settings)
  .partial()
  .meta({
    id: 'MatchSettingsChange',
    description: 'The weights that differ from their defaults; all others have their default from then on.',
    example: { triggerDays: 2 },
  });

export const matchSettingsAnswer = z
  .object({
    settings: z.object(settings),
    changed: z.array(z.string()).meta({ description: 'Names of the weights that differ from their defaults.' }),
    by: actedBy.exactOptional(),
    byName: actedByName.exactOptional(),
    at: instantOut.exactOptional(),
  })
  .meta({
    id: 'MatchSettings',
    description: 'By what supply and need are matched: the policy of the administration, never law.',
    example: { settings: example, changed: ['triggerDays'], by: 'p-m4tq7kzc2hxw9bnd', at: '2026-11-23T01:00:00.000Z' },
  });

/** By what supply and need are matched. */
export const MATCH_SETTINGS_OPERATIONS = {
  'GET /v1/matching-settings': {
    summary: 'By what supply and need are matched',
    tag: 'Rules',
    status: 200,
    answer: matchSettingsAnswer,
    refusals: [],
  },
  'PUT /v1/matching-settings': {
    summary: 'Sets the weights of matching from the next search on',
    tag: 'Rules',
    body: matchSettingsBody,
    status: 200,
    answer: matchSettingsAnswer,
    refusals: [400, 422],
  },
} as const satisfies Readonly<Record<string, Operation>>;
