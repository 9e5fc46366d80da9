import * as z from 'zod';
import { DECLINE_REASONS, SUGGESTION_STATES } from '#domain/matching/suggestion.ts';
import { LEFT_SINCE, UNMET_CAUSES } from '#domain/matching/unmet-cause.ts';
import { eventParams } from './events.ts';
import { PORK_LOIN } from './examples.ts';
import {
  author,
  bilingual,
  businessDay,
  contactOut,
  count,
  instantOut,
  placeId,
  productId,
  quantity,
  readableText,
  shownId,
  unit,
} from './fields.ts';
import type { Operation } from './operation.ts';
import { coverChange, party, trip } from './supply-fields.ts';

const EVENT = '01.0004-up-2026-11-29';
const LINE = `${EVENT}_Qm3x`;
const CAUSE = { vi: 'các nguồn chỉ còn mức dự phòng', en: 'the sources have only their reserves left' };
const SUMS = {
  unit: 'kg',
  unitName: { vi: 'kg', en: 'kg' },
  missing: 270,
  allocated: 250,
  servedPct: 93,
  transferred: 60,
  agreed: 0,
};

const percent = z.int().min(0).max(100).meta({
  description: '`allocated` of `missing`, rounded to whole percent; 100 only where it is all.',
  example: 93,
});

const sums = {
  unit,
  unitName: bilingual,
  missing: quantity.meta({
    description: 'What all who are short lack after transfers inside chains, less what people have agreed on.',
  }),
  allocated: quantity.meta({ description: 'What of it is proposed.' }),
  servedPct: percent,
  transferred: quantity.meta({ description: 'Proposed from shop to shop inside chains.' }),
  agreed: quantity.meta({ description: 'Agreed on for this event, moved or not.' }),
};

const cause = z.enum([...UNMET_CAUSES, ...LEFT_SINCE]);

export const load = z.object({ product: productId, productName: bilingual, quantity, unit, unitName: bilingual });

const call = z
  .object({
    id: shownId.meta({ description: 'The organisation, whatever is searched.', example: 'htx-ven-song' }),
    retailerName: z.string(),
    contact: contactOut,
    withinChain: z.boolean().meta({ description: 'It would supply its own shops alone: one message, no call.' }),
    offered: z.array(load).meta({ description: 'What its stores could spare of these goods, by their figures.' }),
    asked: z.array(load).meta({ description: 'Proposed for others.' }),
    transferred: z.array(load).meta({ description: 'Proposed for shops of its own.' }),
    agreed: z.array(load).meta({ description: 'Agreed on, moved or not.' }),
    trips: z.array(trip),
  })
  .meta({ id: 'SupplyCall', description: 'All that one organisation is asked for: one call.' });

const said = z.object({
  at: instantOut,
  ...author,
  reason: z.enum(DECLINE_REASONS).exactOptional(),
  note: z.string().exactOptional(),
});

const planLine = load.extend({
  suggestion: z.string(),
  proposed: quantity.meta({ description: 'As it was proposed.' }),
  quantity: quantity.meta({ description: 'As it stands: proposed, agreed on or moved.' }),
  agreed: quantity
    .meta({ description: 'Of what was moved: what had been agreed on; absent where that was not noted.' })
    .exactOptional(),
  state: z.enum(SUGGESTION_STATES),
  decision: said.meta({ description: 'Who has answered it last, and when.' }).exactOptional(),
});

const declinedLine = planLine.extend({ from: party, to: party });

const planAnswer = z
  .object({
    event: z.string(),
    searchedAt: instantOut.exactOptional().meta({ description: 'When supply was looked for last; absent before.' }),
    searchAgainAt: instantOut.exactOptional().meta({
      description:
        'From when supply is looked for again, because somebody has answered since `searchedAt`: what is missing is as it was then. Absent where nothing is under way.',
    }),
    isPartial: z.boolean().meta({ description: 'It also reaches places that the caller does not see.' }),
    units: z.array(z.object(sums)).meta({ description: 'Sums per unit: bunches and kilograms are never added.' }),
    goods: z.array(
      z.object({
        product: productId,
        productName: bilingual,
        ...sums,
        left: z
          .array(z.object({ cause, causeText: bilingual, quantity }))
          .meta({ description: 'What is missing and not proposed, by cause, the most first.' }),
      }),
    ),
    calls: z.array(call).meta({ description: 'Those asked for most first; those who supply their own shops last.' }),
    lines: z.array(planLine).meta({ description: 'All that the trips of the calls would carry, as it is now.' }),
    declined: z.array(declinedLine).meta({ description: 'What was turned down, the latest first.' }),
    byReceiver: z.array(
      z.object({
        to: party,
        product: productId,
        productName: bilingual,
        unit,
        unitName: bilingual,
        quantity: quantity.meta({ description: 'Proposed from others.' }),
        transferred: quantity.meta({ description: 'Proposed from its own chain.' }),
        agreed: quantity,
        cover: coverChange.exactOptional(),
        suggestions: z.array(z.string()),
      }),
    ),
    unmet: z.array(
      z.object({
        to: party,
        product: productId,
        productName: bilingual,
        unit,
        unitName: bilingual,
        quantity,
        cause,
        causeText: bilingual,
        figures: businessDay.exactOptional(),
      }),
    ),
  })
  .meta({
    id: 'SupplyPlan',
    description: "One plan for all of an event's goods and places, in sums.",
    example: {
      event: EVENT,
      searchedAt: '2026-11-29T01:12:00.000Z',
      isPartial: false,
      units: [SUMS],
      goods: [{ ...PORK_LOIN, ...SUMS, left: [{ cause: 'supply-exhausted', causeText: CAUSE, quantity: 20 }] }],
      calls: [],
      lines: [],
      declined: [],
      byReceiver: [],
      unmet: [],
    },
  });

const outcome = z
  .object({
    event: z.string(),
    done: count.meta({ description: 'Lines that this request has changed.' }),
    lines: z.array(
      z.object({
        suggestion: z.string(),
        outcome: z.enum(['done', 'already', 'refused']).meta({
          description:
            '`already`: somebody, or this request before, has said so. `refused`: it stays as it was, and why.',
        }),
        state: z.enum(SUGGESTION_STATES),
        quantity: quantity.meta({ description: 'As it was proposed, agreed on or moved.' }),
        unit,
        code: z.string().exactOptional(),
        detail: bilingual.exactOptional(),
      }),
    ),
  })
  .meta({
    id: 'PlanOutcome',
    description: 'What came of each line.',
    example: {
      event: EVENT,
      done: 1,
      lines: [{ suggestion: LINE, outcome: 'done', state: 'accepted', quantity: 250, unit: 'kg' }],
    },
  });

const note = readableText(1000).exactOptional();
const movedQuantity = z.number().min(0.001).max(1_000_000_000);
const quantities = z
  .record(z.string().max(240), movedQuantity)
  .meta({ description: 'By line (id of its suggestion), where it is another quantity than stands.' })
  .exactOptional();
const lines = z
  .array(z.string().max(240))
  .max(1000)
  .meta({
    description:
      'The lines that the person has seen: what was proposed since stays as it is, and what a newer search proposes no more may still be answered. Default: all of the plan.',
  })
  .exactOptional();
const confirm = z
  .boolean()
  .meta({ description: 'True says that more is meant than the giver has by our figures.' })
  .exactOptional();

const acceptBody = z
  .strictObject({ quantities, lines, confirm, note })
  .meta({ id: 'AcceptPlan', example: { quantities: { [LINE]: 200 }, note: 'Chị Hạnh xác nhận, giao trước 17 giờ' } });
const declineBody = z
  .strictObject({ reason: z.enum(DECLINE_REASONS), lines, note })
  .meta({ id: 'DeclinePlan', example: { reason: 'sold-out' } });
const completeBody = z
  .strictObject({ quantities, lines, confirm, note })
  .meta({ id: 'CompletePlan', example: { quantities: { [LINE]: 180 } } });

const callParams = eventParams.extend({ call: z.string().max(120).meta({ example: 'htx-ven-song' }) });
const tripParams = eventParams.extend({ trip: z.string().max(240).meta({ example: 'htx-ven-song~kho-1~Z1' }) });

const DESCRIPTION =
  'Acts on each line that is at a place of the caller, by the same rules as on a single suggestion. A line that is refused stays as it was and says why; the others are done all the same. The request may be repeated: what was done is `already` so, and what was left is finished.';

const onCall = {
  tag: 'Suggestions',
  description: DESCRIPTION,
  params: callParams,
  status: 200,
  answer: outcome,
  refusals: [400, 404, 422],
} as const;
const onTrip = { ...onCall, params: tripParams } as const;

/** The plan of an event, and what staff do with a call or a trip as a whole. */
export const PLAN_OPERATIONS = {
  'GET /v1/events/{id}/plan': {
    summary: 'What is missing for an event, whom to call for it, and what each receiver gets',
    description:
      'A view over the suggestions of the event as they are now. Of places that the caller does not see nothing is counted.',
    tag: 'Suggestions',
    params: eventParams,
    query: z.strictObject({
      place: placeId.meta({ description: 'Only receivers there, with all that lies inside.' }).exactOptional(),
    }),
    status: 200,
    answer: planAnswer,
    refusals: [404, 422],
  },
  'POST /v1/events/{id}/plan/calls/{call}/accept': {
    summary: 'Takes up all that one organisation is asked for',
    ...onCall,
    body: acceptBody,
    bodyIsOptional: true,
  },
  'POST /v1/events/{id}/plan/calls/{call}/decline': {
    summary: 'Turns it down, with the reason',
    ...onCall,
    body: declineBody,
  },
  'POST /v1/events/{id}/plan/calls/{call}/complete': {
    summary: 'States what was really moved: what was agreed on, unless said otherwise',
    ...onCall,
    body: completeBody,
    bodyIsOptional: true,
  },
  'POST /v1/events/{id}/plan/trips/{trip}/accept': {
    summary: 'Takes up all that one trip would carry',
    ...onTrip,
    body: acceptBody,
    bodyIsOptional: true,
  },
  'POST /v1/events/{id}/plan/trips/{trip}/decline': {
    summary: 'Turns it down, with the reason',
    ...onTrip,
    body: declineBody,
  },
  'POST /v1/events/{id}/plan/trips/{trip}/complete': {
    summary: 'States what was really moved: what was agreed on, unless said otherwise',
    ...onTrip,
    body: completeBody,
    bodyIsOptional: true,
  },
} as const satisfies Readonly<Record<string, Operation>>;
