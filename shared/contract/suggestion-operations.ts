import * as z from 'zod';
import { LASTING_REASONS, SUGGESTION_STATES } from '#domain/matching/suggestion.ts';
import { businessDay, listOf, paging, placeId, productId } from './fields.ts';
import { refusalId, refusalsAnswer } from './refusal-answers.ts';
import { acceptBody, completeBody, declineBody, suggestionAnswer, suggestionsAnswer } from './suggestion-answers.ts';

const suggestionParams = z.object({ id: z.string().max(240).meta({ example: '00070_01.0004_up_2026-11-22_Qm3x' }) });

/** What staff do with suggestions; a part of the operations. */
export const SUGGESTION_OPERATIONS = {
  'GET /v1/suggestions': {
    summary: 'Who could supply whom',
    description:
      'By state, newest first: a page may hold fewer items than `limit` while more follow, go on as long as there is a `cursor`. Of one `alert`, or of one `day` after its cut-off, all at once, with the need that is left.',
    tag: 'Suggestions',
    query: z
      .strictObject({
        state: z
          .enum(SUGGESTION_STATES)
          .meta({ description: 'Default: proposed, or any with `alert` or `day`.' })
          .exactOptional(),
        alert: z.string().max(200).exactOptional(),
        day: businessDay
          .meta({
            description: 'What was suggested after the cut-off of this day, for goods with and without an alert.',
          })
          .exactOptional(),
        product: productId.exactOptional(),
        place: placeId.meta({ description: 'Where the goods are needed; with all that lies inside.' }).exactOptional(),
        ...paging,
      })
      .refine(({ alert, day }) => alert === undefined || day === undefined, {
        path: ['day'],
        message: 'alert or day, not both',
      }),
    status: 200,
    answer: suggestionsAnswer,
    refusals: [400, 404, 422],
  },
  'POST /v1/suggestions/{id}/accept': {
    summary: 'Takes up a suggestion: both sides will be called',
    description:
      'With another quantity its state is "changed". What was agreed on is not promised to anybody else: where others have been promised so much that not enough is left, 409 `promised-meanwhile` tells what is `left`. Goods that are held for food safety cannot be accepted: 409 `held-for-food-safety`.',
    tag: 'Suggestions',
    params: suggestionParams,
    body: acceptBody,
    status: 200,
    answer: suggestionAnswer,
    refusals: [400, 404, 409, 422],
  },
  'POST /v1/suggestions/{id}/decline': {
    summary: 'Turns a suggestion down, with the reason',
    tag: 'Suggestions',
    params: suggestionParams,
    body: declineBody,
    status: 200,
    answer: suggestionAnswer,
    refusals: [400, 404, 409, 422],
  },
  'POST /v1/suggestions/{id}/complete': {
    summary: 'States what was really moved',
    tag: 'Suggestions',
    params: suggestionParams,
    body: completeBody,
    status: 200,
    answer: suggestionAnswer,
    refusals: [400, 404, 409, 422],
  },
  'GET /v1/refusals': {
    summary: 'The pairs that are not proposed, since staff declined them for a reason that lasts',
    description:
      'Those in force today, by product, giver and receiver. A page may hold fewer items than `limit` while more follow: go on as long as there is a `cursor`.',
    tag: 'Suggestions',
    query: z.strictObject({
      product: productId.exactOptional(),
      place: placeId.meta({ description: 'Where the receiver lies; with all that lies inside.' }).exactOptional(),
      by: z.string().max(200).meta({ description: 'Who declined.', example: 'can-bo@example.vn' }).exactOptional(),
      reason: listOf(LASTING_REASONS, 'no-contract').exactOptional(),
      endsBy: businessDay.meta({ description: 'Only those that end on this day or before.' }).exactOptional(),
      ...paging,
    }),
    status: 200,
    answer: refusalsAnswer,
    refusals: [400, 404, 422],
  },
  'DELETE /v1/refusals/{id}': {
    summary: 'Takes a refusal back: the pair may be proposed again; harmless to repeat',
    tag: 'Suggestions',
    params: z.object({ id: refusalId }),
    status: 204,
    refusals: [404, 422],
  },
} as const;
