import * as z from 'zod';
import { ALERT_ENDS } from '#domain/alert/alert-end.ts';
import { CONFIDENCES, DEMAND_SOURCES } from '#domain/matching/demand.ts';
import { DECLINE_REASONS, LASTING_REASONS, SUGGESTION_STATES } from '#domain/matching/suggestion.ts';
import { MOST_UNMET } from '#domain/matching/supply-search.ts';
import { UNMET_CAUSES } from '#domain/matching/unmet-cause.ts';
import { HOAN_KIEM, PORK_LOIN } from './examples.ts';
import {
  author,
  bilingual,
  businessDay,
  count,
  cursorOut,
  instantOut,
  paging,
  placeId,
  productId,
  quantity,
  readableText,
  shownId,
  unit,
} from './fields.ts';
import type { Operation } from './operation.ts';
import { coverChange, party, trip } from './supply-fields.ts';

const dongPerUnit = z.number().meta({ description: 'VND for one unit.', example: 1240 });

const comparison = z
  .object({
    alternatives: z.array(
      z.object({
        from: party,
        distanceKm: z.number(),
        paidMorePerUnit: dongPerUnit.meta({ description: 'More freight and handling, VND a unit; may be negative.' }),
        rankedMorePerUnit: dongPerUnit.meta({
          description:
            "The same as ways are ranked: with the tier's weight and what has to be rearranged. Never negative.",
        }),
        substitute: bilingual.exactOptional(),
        because: z.enum(['substitute', 'dearer-way', 'later-tier', 'needed-elsewhere']),
      }),
    ),
    limit: z
      .union([
        z.object({ kind: z.literal('serves-more') }),
        z.object({ kind: z.literal('saves'), savingPerUnit: dongPerUnit }),
        z.object({ kind: z.literal('nothing') }),
      ])
      .meta({ description: 'What one unit more from the giver would change.' }),
    words: bilingual,
  })
  .meta({ id: 'SuggestionComparison', description: 'Who else could give at what price difference, and what limits.' });

const EXAMPLE = {
  id: '01.0004-up-2026-11-22_Qm3x',
  event: '01.0004-up-2026-11-22',
  ...PORK_LOIN,
  quantity: 250,
  unit: 'kg',
  unitName: { vi: 'kg', en: 'kg' },
  from: {
    store: 'kho-1',
    storeName: 'HTX Ven Sông – kho',
    retailer: 'htx-ven-song',
    retailerName: 'HTX Ven Sông',
    place: 'outside/phu-tho',
    placeName: { vi: 'Tỉnh Phú Thọ', en: 'Phu Tho Province' },
    contact: { name: 'Bùi Thị Hạnh', phone: '0900 000 108' },
  },
  to: {
    store: 'sen-vang-cua-nam',
    storeName: 'Siêu thị Sen Vàng – Cửa Nam',
    retailer: 'sen-vang',
    retailerName: 'Siêu thị Sen Vàng',
    ...HOAN_KIEM,
    contact: { name: 'Nguyễn Thu An', phone: '0900 000 101' },
  },
  distanceKm: 92.3,
  cost: 415000,
  cover: { to: { before: 0.2, after: 2 } },
  need: { source: 'sales', confidence: 'high' },
  figures: { from: '2026-11-23', to: '2026-11-23' },
  reasons: ['supplier', 'receiver-short'],
  explanation: { vi: 'HTX Ven Sông có thể điều phối 250 kg.', en: 'HTX Ven Sông could supply 250 kg.' },
  comparison: {
    alternatives: [],
    limit: { kind: 'saves', savingPerUnit: 240 },
    words: {
      vi: 'Không có bên giao nào khác. Thêm 1 kg từ HTX Ven Sông – kho thì bớt được 240 đ theo thứ tự ưu tiên.',
      en: 'Nobody else could give. 1 kg more from HTX Ven Sông – kho would save 240 VND as ways are ranked.',
    },
  },
  state: 'proposed',
  madeOn: '2026-11-23',
  validThrough: '2026-11-26',
} as const;

const suggestionAnswer = z
  .object({
    id: z.string().meta({ example: EXAMPLE.id }),
    event: z
      .string()
      .meta({ description: 'Absent where it was made after the cut-off of the day `madeOn`.', example: EXAMPLE.event })
      .exactOptional(),
    alert: z
      .string()
      .meta({ description: 'Of what was made for an alert alone, before there were events.' })
      .exactOptional(),
    product: productId.meta({ description: 'What would be carried.' }),
    insteadOf: productId
      .meta({ description: 'The product that is needed, where another stands in for it.' })
      .exactOptional(),
    productName: bilingual,
    quantity,
    unit,
    unitName: bilingual,
    from: party,
    to: party,
    distanceKm: z.number().meta({ description: 'By road.' }),
    cost: z.number().meta({ description: 'Carrying the whole quantity, VND.' }),
    cover: z.object({ from: coverChange.exactOptional(), to: coverChange.exactOptional() }).meta({
      description: 'Days of cover now and after all that is suggested together; none without a known demand.',
    }),
    need: z
      .object({
        source: z.enum(DEMAND_SOURCES),
        confidence: z.enum(CONFIDENCES),
        byWeekday: z
          .literal(true)
          .meta({ description: 'The days ahead count by what the shop sells on such weekdays.' })
          .exactOptional(),
      })
      .meta({ description: "What the receiver's need rests on, and how far all figures together may be trusted." }),
    figures: z
      .object({ from: businessDay, to: businessDay.exactOptional() })
      .meta({ description: 'Days of the reports it rests on; none for a place whose need is estimated.' }),
    reasons: z.array(z.string()),
    explanation: bilingual,
    comparison: comparison.exactOptional(),
    state: z.enum(SUGGESTION_STATES).meta({
      description:
        '`ended`: its event did before anybody had answered (`alertEnd`); it may stand again if the event does. `expired`: its figures did.',
    }),
    alertEnd: z
      .object({ reason: z.enum(ALERT_ENDS), on: businessDay })
      .meta({
        id: 'AlertEnd',
        description:
          'How its event, or its alert, has ended; absent while that stands. What was agreed on before stays agreed on, and people decide whether it is still wanted.',
      })
      .exactOptional(),
    held: z
      .object({
        hold: shownId,
        document: z.string(),
        reason: z.string(),
        through: businessDay.exactOptional(),
      })
      .meta({ description: 'The goods are held for food safety today and must not move.' })
      .exactOptional(),
    madeOn: businessDay,
    validThrough: businessDay.meta({ description: 'Last day to accept it: then its figures are too old.' }),
    decision: z
      .object({
        at: instantOut,
        ...author,
        reason: z.enum(DECLINE_REASONS).exactOptional(),
        note: z.string().exactOptional(),
        quantity: quantity.meta({ description: 'Agreed on or really moved.' }).exactOptional(),
        confirmed: z
          .literal(true)
          .meta({ description: 'The person said that the giver has more than our figures know.' })
          .exactOptional(),
      })
      .exactOptional(),
  })
  .meta({
    id: 'Suggestion',
    description: '"A could supply B with so much": ends in one person calling another.',
    example: EXAMPLE,
  });

const unmetNeed = z
  .object({
    product: productId,
    productName: bilingual,
    unit,
    unitName: bilingual,
    to: party,
    quantity,
    cause: z.enum(UNMET_CAUSES),
    causeText: bilingual,
    figures: businessDay.meta({ description: 'Day of the report; none where the need is estimated.' }).exactOptional(),
    ageDays: count.meta({ description: 'How many days old that report is.' }).exactOptional(),
  })
  .meta({ id: 'UnmetNeed', description: 'Need that nobody was found for, and why.' });

const { from, to, product, productName, unit: exampleUnit, unitName } = EXAMPLE;

const suggestionsAnswer = z
  .object({
    items: z.array(suggestionAnswer),
    cursor: cursorOut,
    unmet: z
      .array(unmetNeed)
      .meta({
        description: `With \`event\`, \`alert\` or \`day\`: of each good the biggest first, at most ${MOST_UNMET}.`,
      })
      .exactOptional(),
    remarks: z
      .array(z.object({ product: productId, productName: bilingual, text: bilingual }))
      .meta({
        description: 'With `event`, `alert` or `day`: why there is no suggestion for a good, or less than is needed.',
      })
      .exactOptional(),
    trips: z.array(trip).meta({ description: 'With `day`: of what is proposed or agreed on.' }).exactOptional(),
    families: z
      .object({ matched: count, of: count })
      .meta({
        id: 'MatchedFamilies',
        description:
          'With `day`: families of goods matched so far. Families are matched one after the other from the cut-off on.',
      })
      .exactOptional(),
  })
  .meta({
    id: 'Suggestions',
    example: {
      items: [EXAMPLE],
      unmet: [
        {
          product,
          productName,
          unit: exampleUnit,
          unitName,
          to,
          quantity: 40,
          cause: 'supply-exhausted',
          causeText: { vi: 'các nguồn chỉ còn mức dự phòng', en: 'the sources have only their reserves left' },
          figures: '2026-11-23',
          ageDays: 0,
        },
      ],
      remarks: [],
      trips: [
        {
          id: 'htx-ven-song~kho-1~Z1',
          from,
          zone: 'Z1',
          zoneName: { vi: 'Vùng 1', en: 'Zone 1' },
          stops: [{ to, km: 92.3, suggestions: [EXAMPLE.id] }],
          suggestions: [EXAMPLE.id],
          loadShare: 0.1,
          joinLoads: true,
        },
      ],
      families: { matched: 45, of: 45 },
    },
  });

const note = readableText(1000).exactOptional();
const movedQuantity = z
  .number()
  .min(0.001)
  .max(1_000_000_000)
  .meta({ description: "In the product's unit, thousandths at the finest.", example: 200 });

const confirm = z
  .boolean()
  .meta({ description: 'True says that more is meant than the giver has by our figures.' })
  .exactOptional();

const acceptBody = z
  .strictObject({
    quantity: movedQuantity.meta({ description: 'Where another quantity was agreed on.' }).exactOptional(),
    confirm,
    note,
  })
  .meta({ id: 'Accept', example: { quantity: 200, note: 'Bên giao chỉ có 200 kg' } });

const declineBody = z
  .strictObject({
    reason: z.enum(DECLINE_REASONS).meta({
      description: `After ${LASTING_REASONS.join(', ')} the pair is not proposed for the product again for a year.`,
    }),
    note,
  })
  .meta({ id: 'Decline', example: { reason: 'sold-out', note: 'Nguồn đã bán hết trong buổi sáng' } });

const completeBody = z
  .strictObject({ quantity: movedQuantity.meta({ description: 'What was really moved.' }), confirm, note })
  .meta({ id: 'Complete', example: { quantity: 180 } });

/** A decision is answered by the suggestion as it is then. */
const suggestionDecision = {
  tag: 'Suggestions',
  params: z.object({ id: z.string().max(240).meta({ example: EXAMPLE.id }) }),
  status: 200,
  answer: suggestionAnswer,
  refusals: [400, 404, 409, 422],
} as const;

/** What staff do with suggestions. */
export const SUGGESTION_OPERATIONS = {
  'GET /v1/suggestions': {
    summary: 'Who could supply whom',
    description:
      'By state, newest first: a page may hold fewer items than `limit` while more follow, go on as long as there is a `cursor`. Of one `event`, of what concerns one `alert`, or of one `day` after its cut-off, all at once, with the need that is left. Those of an event follow the supply while it lasts: a proposal that its latest search does not make any more is not listed, and may still be accepted by its id.',
    tag: 'Suggestions',
    query: z
      .strictObject({
        state: z
          .enum(SUGGESTION_STATES)
          .meta({ description: 'Default: proposed, or any with `event`, `alert` or `day`.' })
          .exactOptional(),
        event: z.string().max(120).exactOptional(),
        alert: z
          .string()
          .max(200)
          .meta({ description: 'What its event proposes for its good at its place, and what was made for it alone.' })
          .exactOptional(),
        day: businessDay
          .meta({
            description: 'What was suggested after the cut-off of this day, for goods with and without an alert.',
          })
          .exactOptional(),
        product: productId.exactOptional(),
        place: placeId.meta({ description: 'Where the goods are needed; with all that lies inside.' }).exactOptional(),
        ...paging,
      })
      .refine(({ event, alert, day }) => [event, alert, day].filter((asked) => asked !== undefined).length <= 1, {
        path: ['day'],
        message: 'event, alert or day, only one of them',
      }),
    status: 200,
    answer: suggestionsAnswer,
    refusals: [400, 404, 422],
  },
  'POST /v1/suggestions/{id}/accept': {
    summary: 'Takes up a suggestion: both sides will be called',
    description:
      'With another quantity its state is "changed". More than the giver can spare by its newest figures is asked back: 409 `more-than-giver-has`, or `promised-meanwhile` where others have been promised some of it, with what it `has`, what is `promised`, `left` and `asked`; `"confirm": true` accepts it all the same. Once its event has ended, is withdrawn, closed or called false, 409 `alert-ended` tells how (`reason`, `on`). Goods that are held for food safety cannot be accepted: 409 `held-for-food-safety`.',
    ...suggestionDecision,
    body: acceptBody,
    bodyIsOptional: true,
  },
  'POST /v1/suggestions/{id}/decline': {
    summary: 'Turns a suggestion down, with the reason',
    ...suggestionDecision,
    body: declineBody,
  },
  'POST /v1/suggestions/{id}/complete': {
    summary: 'States what was really moved',
    description:
      'More than the giver could spare, and than was agreed on, is asked back: 409 `more-than-giver-has`, with what it `has`, what was `agreed` on here, what is `promised` to others, `left` and `asked`; `"confirm": true` states it all the same.',
    ...suggestionDecision,
    body: completeBody,
  },
} as const satisfies Readonly<Record<string, Operation>>;
