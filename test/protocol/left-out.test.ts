import { expect, test } from 'vitest';
import { complaintsOf, type Rule } from './complaints.ts';
import { tellDeskStory } from './desk-story.ts';
import {
  WITHOUT_ANNOUNCING,
  WITHOUT_CLAIMING,
  WITHOUT_FINISHING,
  WITHOUT_LOOKING_AT_SEARCHES,
  WITHOUT_LOOKS,
  WITHOUT_MARKING,
  WITHOUT_READING_AGAIN,
  WITHOUT_REDELIVERY,
  WITHOUT_SECOND_READING,
  WITHOUT_SWEEPING,
  WITHOUT_VERIFYING,
} from './left-out.ts';
import { tellMarketStory } from './market-story.ts';
import { type Playing, play } from './play.ts';
import { tellRebuildStory } from './rebuild-story.ts';
import { DEATHS, NO_FAULTS } from './schedule.ts';
import { ASSESS, DELIVER, RECONCILE, RESPOND } from './simulation.ts';
import { tellSupplyStory } from './supply-story.ts';

const MARKET = { tellStory: tellMarketStory, faults: NO_FAULTS };
const FILES = { tellStory: tellRebuildStory, faults: NO_FAULTS };
const DESK = { tellStory: tellDeskStory, faults: NO_FAULTS };
const SUPPLY = { tellStory: tellSupplyStory, faults: NO_FAULTS };
const DESK_WITH_DEATHS = { tellStory: tellDeskStory, faults: DEATHS };

interface ProtocolRule {
  readonly playing: Playing;
  readonly breaks: Rule;
  /** A schedule that has shown it: played first, since a search for one takes up to half a minute. */
  readonly seenIn?: number;
}

/** The protocol, rule by rule: how it is played without the rule, and what is then wrong in the end. */
const PROTOCOL: Readonly<Record<string, ProtocolRule>> = {
  'who assessed and wrote reads the inputs again': {
    playing: { ...MARKET, leftOut: WITHOUT_VERIFYING },
    breaks: 'outputs',
    seenIn: 33,
  },
  'an output is written only over the one that was read': {
    playing: { ...MARKET, leftOut: { conditionsOf: ASSESS } },
    breaks: 'outputs',
    seenIn: 15,
  },
  'a head says that its facts are changing before they do': {
    playing: { ...MARKET, leftOut: WITHOUT_ANNOUNCING },
    breaks: 'outputs',
    seenIn: 4,
  },
  'who has folded many days reads their reports again': {
    playing: { ...FILES, leftOut: WITHOUT_READING_AGAIN },
    breaks: 'outputs',
    seenIn: 269,
  },
  'who reconciled and wrote reads the episodes again': {
    playing: { ...DESK, leftOut: WITHOUT_SECOND_READING },
    breaks: 'alerts',
    seenIn: 48,
  },
  'an alert is written only over the one that was read': {
    playing: { ...DESK, leftOut: { conditionsOf: RECONCILE } },
    breaks: 'versions',
    seenIn: 9,
  },
  'what was claimed and not sent is finished': {
    playing: { ...DESK_WITH_DEATHS, leftOut: WITHOUT_FINISHING },
    breaks: 'work',
  },
  'a message is claimed before it is sent': {
    playing: { ...DESK, leftOut: WITHOUT_CLAIMING },
    breaks: 'repeats',
  },
  'a conversation is written only over the one that was read': {
    playing: { ...DESK, leftOut: { conditionsOf: DELIVER } },
    breaks: 'repeats',
    seenIn: 5,
  },
  'a board is written only over the one that was read': {
    playing: { ...DESK, leftOut: { conditionsOf: RESPOND } },
    breaks: 'events',
  },
  'the clock looks which messages wait': {
    playing: { ...DESK_WITH_DEATHS, leftOut: WITHOUT_SWEEPING },
    breaks: 'work',
  },
  'what may be a repeat says so': {
    playing: { ...DESK_WITH_DEATHS, leftOut: WITHOUT_MARKING },
    breaks: 'repeats',
  },
  'the clock looks what else could be supplied': {
    playing: { ...SUPPLY, leftOut: WITHOUT_LOOKS },
    breaks: 'supply',
  },
  'who has kept suggestions looks again at the search and at the others': {
    playing: { ...SUPPLY, leftOut: WITHOUT_LOOKING_AT_SEARCHES },
    breaks: 'supply',
    seenIn: 560,
  },
  'a suggestion is written only over the one that was read': {
    playing: { ...SUPPLY, leftOut: { conditionsOf: RESPOND } },
    breaks: 'answers',
    seenIn: 922,
  },
  'a trigger that was not worked through comes again': {
    playing: { ...DESK_WITH_DEATHS, leftOut: WITHOUT_REDELIVERY },
    breaks: 'alerts',
  },
};

const MOST_SCHEDULES = 400;

test.each(Object.entries(PROTOCOL))(
  'leaving out that %s shows in a schedule that ends well otherwise',
  async (_, { playing, breaks, seenIn = 0 }) => {
    // What files tell of is told to nobody.
    const unrelated = playing.tellStory === tellRebuildStory ? 'beliefs' : undefined;
    const { leftOut: _missing, ...whole } = playing;
    for (const seed of new Set([seenIn, ...Array(MOST_SCHEDULES).keys()])) {
      const without = await complaintsOf(await play(seed, playing));
      if (without[breaks].length === 0) continue;
      const otherwise = await complaintsOf(await play(seed, whole));
      if (Object.entries(otherwise).every(([rule, lines]) => lines.length === 0 || rule === unrelated)) return;
    }
    expect.fail(`${MOST_SCHEDULES} schedules end as well without it`);
  },
);
