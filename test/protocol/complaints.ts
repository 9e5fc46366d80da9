import type { Alert } from '#domain/alert/alert.ts';
import { actionOnMember, actsWithin, lastAct } from '#domain/event/event-act.ts';
import { membersOf } from '#domain/event/event-board.ts';
import { joinAlerts } from '#domain/event/joining.ts';
import { saidOf } from '#domain/event/said-of-alert.ts';
import { strandOf } from '#domain/event/strand.ts';
import { isOvertaken, partyKey, type Suggestion } from '#domain/matching/suggestion.ts';
import { type Conversation, nextStepAt } from '#domain/notification/conversation.ts';
import { fileSafe } from '#domain/notification/delivery.ts';
import { possibleSearch, shortageOf } from '#functions/respond-to-alert/possible-search.ts';
import { deskStore } from '#storage/desk.ts';
import { unpack } from '#storage/packed.ts';
import { SAYS_NOTHING } from '#storage/staged-item.ts';
import { UNPUBLISHED } from '#storage/table-client.ts';
import { readFalseWithin } from '#supply-search/alert-end.ts';
import { endOfEvent } from '#supply-search/event-end.ts';
import { SMALL_CITY } from '#support/small-city.ts';
import { respondPortsOf } from './functions-in-steps.ts';
import type { Played } from './play.ts';
import { type Faults, NO_FAULTS } from './schedule.ts';
import { repeatedSteps, untoldNews, wrongBeliefs } from './sent-messages.ts';
import { DESK, MARKET, REGISTRY, type Simulation, TRAIL } from './simulation.ts';
import { AT_ONCE, type Item } from './tables-in-steps.ts';
import { FIRST_DAY, PLACES } from './two-wards.ts';

/** What holds at the end of every story, however it was played. */
export const RULES = {
  outputs: 'all that assessors keep is what a plain fold keeps',
  alerts: 'the alerts that stand are those of a plain fold',
  versions: 'a version of an alert has one face',
  events: 'every live alert is on the board of its strand as it is kept, in the event that it joins',
  acts: 'what was done last with an event holds for each member that it reaches',
  said: 'a board knows what was said last of each live alert',
  work: 'no message is left waiting, and each that is recorded as sent was accepted',
  suggestions: 'all that was found for an event as it is, is kept',
  supply: 'what stands proposed for a live event is what a search of now finds',
  answers: 'what somebody has answered is never a proposal again',
  lines: 'what somebody has answered is in the trail, and no line of it is left waiting',
  repeats: 'what is accepted again says the same and that it may be a repeat',
  beliefs: 'people believe of every event what is so',
  told: 'nothing is news to anybody, and no step of the desk is due that was not told',
  steps: 'each step of the desk is told once',
} as const;
export type Rule = keyof typeof RULES;

/** What is wrong at the end of a story, by rule, one line each. */
export async function complaintsOf({ story, simulation, faults }: Played): Promise<Record<Rule, string[]>> {
  const inOrder = await story.playInOrder();
  const alerts = await alertsOf(simulation);
  return {
    outputs: differences(outputsOf(simulation), outputsOf(inOrder)),
    alerts: differences(currentAlerts(alerts), currentAlerts(await alertsOf(inOrder))),
    versions: ambiguousVersions(simulation),
    events: await wrongEvents(simulation, alerts),
    acts: await actsNotLaid(simulation, alerts),
    said: await saidAndNotKnown(simulation, alerts),
    work: unfinishedWork(simulation),
    suggestions: await lostSuggestions(simulation, alerts),
    supply: await outdatedSupply(simulation, alerts),
    answers: await lostAnswers(simulation),
    lines: lostLines(simulation),
    repeats: [...wrongRepeats(simulation), ...needlessRepeats(simulation, faults)],
    // Who has lost his lease and sends all the same is heard late: then what is kept counts, not the last message.
    beliefs: faults.oversleeps > 0 ? [] : await wrongBeliefs(simulation, alerts),
    told: await untoldNews(simulation, alerts),
    steps: await repeatedSteps(simulation, alerts),
  };
}

export async function alertsOf({ tables }: Simulation): Promise<Alert[]> {
  const desk = deskStore(tables.connect(AT_ONCE), DESK);
  const kept = await Promise.all(PLACES.map((place) => desk.alertsOf(place)));
  return kept.flat().map(({ value }) => value);
}

function differences(found: ReadonlyMap<string, string>, expected: ReadonlyMap<string, string>): string[] {
  return [...new Set([...found.keys(), ...expected.keys()])]
    .filter((name) => found.get(name) !== expected.get(name))
    .map((name) => `${name} is ${found.get(name)}, in order it would be ${expected.get(name)}`);
}

/** The content hashes of all that assessors keep; what says nothing counts as not kept. Who reported when is no output. */
export function outputsOf({ tables }: Simulation): Map<string, string> {
  const items = [
    ...tables.itemsOf(MARKET).filter(({ sk }) => /^(part#|brief#|carry|up|leaf#)/.test(sk)),
    ...tables.itemsOf(DESK).filter(({ sk }) => sk === 'now'),
    ...tables.itemsOf(REGISTRY).filter(({ pk }) => pk.startsWith('balance')),
  ];
  return new Map(items.filter((item) => !isSilent(item)).map((item) => [`${item.pk}|${item.sk}`, String(item['h'])]));
}

/** True for what an earlier folding has left, and for what remembers nothing: it may as well not have been written. */
function isSilent({ sk, h, data }: Item): boolean {
  if (h === SAYS_NOTHING) return true;
  if (sk !== 'now' && !sk.startsWith('carry-goods#')) return false;
  return Object.values(unpack(data as Uint8Array) as object).every(
    (member) => isEmpty(member) || typeof member === 'string',
  );
}

function isEmpty(member: unknown): boolean {
  return typeof member === 'object' && member !== null && Object.keys(member).length === 0;
}

/** Ids, versions and what was withdrawn depend on what was seen on the way; the rest does not. */
function currentAlerts(alerts: readonly Alert[]): Map<string, string> {
  return new Map(
    alerts
      .filter(({ status }) => status !== 'withdrawn')
      .map(({ place, product, direction, status, level, episode }) => [
        `${place} ${product} ${direction} ${episode.openedOn}`,
        `${status} ${level}`,
      ]),
  );
}

/** Who was told of one face under a version would never hear of another under the same. */
function ambiguousVersions({ writtenAlerts }: Simulation): string[] {
  return [...Map.groupBy(writtenAlerts, ({ id, version }) => `${id} v${version}`)].flatMap(([version, times]) => {
    const faces = new Set(times.map(({ status, level }) => `${status === 'recovering' ? 'open' : status} ${level}`));
    return faces.size > 1 ? [`${version} was ${[...faces].join(' and ')}`] : [];
  });
}

/** Membership and faces follow from the alerts, whatever happened on the way. */
async function wrongEvents({ tables }: Simulation, alerts: readonly Alert[]): Promise<string[]> {
  const desk = deskStore(tables.connect(AT_ONCE), DESK);
  const wrong: string[] = [];
  for (const [strand, own] of Map.groupBy(alerts, (alert) => strandOf(SMALL_CITY, alert))) {
    const { value: board } = await desk.readBoard(strand);
    const shown = board.events
      .filter(({ joinedInto, endedAt }) => joinedInto === undefined && endedAt === undefined)
      .map((event) => JSON.stringify(membersOf(board, event)));
    const joined = joinAlerts(SMALL_CITY, own).map((members) => JSON.stringify(members));
    for (const members of shown) if (!joined.includes(members)) wrong.push(`${strand} shows ${members}`);
    for (const members of joined) if (!shown.includes(members)) wrong.push(`${strand} does not show ${members}`);
  }
  return wrong;
}

async function actsNotLaid({ tables }: Simulation, alerts: readonly Alert[]): Promise<string[]> {
  const desk = deskStore(tables.connect(AT_ONCE), DESK);
  const left: string[] = [];
  for (const strand of new Set(alerts.map((alert) => strandOf(SMALL_CITY, alert)))) {
    const { value: board } = await desk.readBoard(strand);
    for (const event of board.events) {
      const act = lastAct(actsWithin(SMALL_CITY, await desk.actsOf(event.id), membersOf(board, event)));
      for (const alert of act && event.endedAt === undefined ? membersOf(board, event) : []) {
        const action = act && actionOnMember(SMALL_CITY, act, alert, await desk.actionsOf(alert.id));
        if (action) left.push(`${event.id} was ${action.kind}d, and ${alert.id} does not know`);
      }
    }
  }
  return left;
}

async function saidAndNotKnown({ tables }: Simulation, alerts: readonly Alert[]): Promise<string[]> {
  const desk = deskStore(tables.connect(AT_ONCE), DESK);
  const wrong: string[] = [];
  for (const alert of alerts) {
    const { value: board } = await desk.readBoard(strandOf(SMALL_CITY, alert));
    const actions = await desk.actionsOf(alert.id);
    const kept = saidOf(alert, actions, await readFalseWithin(desk, SMALL_CITY, alert, actions));
    const known = board.said?.find((one) => one.alert === alert.id);
    if (JSON.stringify(known) !== JSON.stringify(kept)) {
      wrong.push(`of ${alert.id} was said ${JSON.stringify(kept)}, its board knows ${JSON.stringify(known)}`);
    }
  }
  return wrong;
}

export function unfinishedWork({ tables, accepted }: Simulation): string[] {
  const sent = new Set(accepted.map(({ message, reader }) => `${message.id} ${reader}`));
  return conversationsIn(tables).flatMap((talk) => [
    ...(nextStepAt(talk) === undefined ? [] : [`${talk.event} is not told to ${talk.reader}`]),
    ...talk.told.flatMap(({ n, unsure }) => {
      const id = `${fileSafe(talk.event)}-${n}-${fileSafe(talk.reader)}`;
      return unsure || sent.has(`${id} ${talk.reader}`) ? [] : [`${id} is recorded as sent and was not accepted`];
    }),
  ]);
}

export function conversationsIn(tables: Simulation['tables']): Conversation[] {
  return tables
    .itemsOf(DESK)
    .filter(({ sk }) => sk.startsWith('told#'))
    .map(({ data }) => unpack(data as Uint8Array) as Conversation);
}

/** The events of the strands of some alerts, with their boards. */
export async function eventsOf({ tables }: Simulation, alerts: readonly Alert[]) {
  const desk = deskStore(tables.connect(AT_ONCE), DESK);
  const strands = new Set(alerts.map((alert) => strandOf(SMALL_CITY, alert)));
  const boards = await Promise.all([...strands].map((strand) => desk.readBoard(strand)));
  return boards.flatMap(({ value: board }) => board.events.map((known) => ({ board, known })));
}

async function lostSuggestions(simulation: Simulation, alerts: readonly Alert[]): Promise<string[]> {
  const desk = deskStore(simulation.tables.connect(AT_ONCE), DESK);
  const lost: string[] = [];
  const found = (await eventsOf(simulation, alerts)).map(({ known }) => desk.readSearch(known.id, known.version));
  const all = (await Promise.all(found)).flatMap((search) => search?.suggestions ?? []);
  for (const suggestion of new Set(all.map((each) => each.id))) {
    if (!(await desk.readSuggestion(suggestion))) lost.push(`suggestion ${suggestion} is not kept`);
  }
  return lost;
}

/** Whatever the order in which reports, searches and answers came. */
export async function outdatedSupply(simulation: Simulation, alerts: readonly Alert[]): Promise<string[]> {
  const ports = respondPortsOf(simulation, simulation.tables.connect(AT_ONCE), AT_ONCE);
  const outdated: string[] = [];
  for (const { board, known } of await eventsOf(simulation, alerts)) {
    const members = membersOf(board, known);
    if (members.length === 0) continue;
    if (await endOfEvent(ports, SMALL_CITY, { strand: board.strand, known, members }, FIRST_DAY)) continue;
    const shortage = await shortageOf(ports, SMALL_CITY, board, known);
    if (!shortage) continue;
    const now = (await possibleSearch(ports, SMALL_CITY, { shortage, pendingSuppliers: 0 })).find();
    const search = await ports.latestSearch(known.id);
    // That one stands again with its event is no matter of the search.
    const standing = (await ports.suggestionsOf(known.id))
      .filter((one) => one.state === 'proposed' && !isOvertaken(one))
      .map(({ again: _again, ...one }): Suggestion => one);
    const found = now.suggestions.toSorted((a, b) => (a.id < b.id ? -1 : 1));
    if (JSON.stringify(standing) !== JSON.stringify(found)) {
      outdated.push(`${known.id} proposes ${inShort(standing)}, now it would be ${inShort(found)}`);
    }
    if (JSON.stringify(search?.unmet) !== JSON.stringify(now.unmet)) outdated.push(`${known.id} lacks something else`);
  }
  return outdated;
}

function inShort(suggestions: readonly Suggestion[]): string {
  return suggestions.map(({ from, to, quantityMilli }) => `${partyKey(from)} ${quantityMilli} ${partyKey(to)}`).join();
}

async function lostAnswers({ tables, answered }: Simulation): Promise<string[]> {
  const desk = deskStore(tables.connect(AT_ONCE), DESK);
  const kept = await Promise.all(answered.map((id) => desk.readSuggestion(id)));
  return kept.flatMap((one, index) => (one?.state === 'proposed' ? [`${answered[index]} is proposed again`] : []));
}

function lostLines({ tables, answered }: Simulation): string[] {
  const told = new Set(tables.itemsOf(TRAIL).map(({ ['subject']: subject }) => subject));
  const waiting = tables.itemsOf(DESK).filter((item) => item[UNPUBLISHED] !== undefined);
  return [
    ...answered.filter((id) => !told.has(`suggestion/${id}`)).map((id) => `the trail does not tell of ${id}`),
    ...waiting.map(({ pk, sk }) => `${pk} ${sk} holds a line`),
  ];
}

export function wrongRepeats({ accepted }: Simulation): string[] {
  return [...Map.groupBy(accepted, ({ message }) => message.id)].flatMap(([id, times]) => {
    const unmarked = times.filter(({ message }) => !message.repeat).length;
    const contents = new Set(times.map(({ message }) => JSON.stringify([message.news, message.claimedAt])));
    return [
      ...(unmarked > 1 ? [`${id} was accepted ${unmarked} times without a mark`] : []),
      ...(contents.size > 1 ? [`${id} was repeated with another content`] : []),
    ];
  });
}

/** Where nothing fails, nothing is accepted twice. */
function needlessRepeats({ accepted }: Simulation, faults: Faults): string[] {
  if (faults !== NO_FAULTS) return [];
  return [...Map.groupBy(accepted, ({ message }) => message.id)].flatMap(([id, times]) =>
    times.length > 1 ? [`${id} was accepted ${times.length} times though nothing failed`] : [],
  );
}
