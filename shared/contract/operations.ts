import * as z from 'zod';
import { ALERT_STATES, alertAnswer, alertDetailAnswer, alertsAnswer, noteBody, silenceBody } from './alert-answers.ts';
import { placesAnswer, productsAnswer } from './catalogue-answers.ts';
import { coverageAnswer } from './coverage-answer.ts';
import { evidenceAnswer, evidenceLimit } from './evidence-answer.ts';
import { businessDay, keyId, listOf, paging, placeId, productId, recipientId, retailerId, storeId } from './fields.ts';
import { holdAnswer, holdBody, holdId, holdsAnswer } from './hold-answers.ts';
import { marketAnswer, seriesAnswer } from './market-answers.ts';
import { matchSettingsAnswer, matchSettingsBody } from './match-settings-answers.ts';
import {
  newKeyAnswer,
  recipientAnswer,
  recipientBody,
  retailerAnswer,
  retailerBody,
  retailersAnswer,
  storeAnswer,
  storeBody,
} from './registry-answers.ts';
import {
  fileReceiptAnswer,
  historyAnswer,
  meAnswer,
  ownReportAnswer,
  receiptAnswer,
  reportBody,
  reportQuery,
} from './retailer-answers.ts';
import type { ROUTES, Route } from './routes.ts';
import {
  ceilingsAnswer,
  ceilingsBody,
  ceilingsSetAnswer,
  thresholdsAnswer,
  thresholdsBody,
  thresholdsSetAnswer,
} from './rule-answers.ts';
import { SUGGESTION_OPERATIONS } from './suggestion-operations.ts';

type KeyOf<Each extends Route> = Each extends Route ? `${Each['method']} ${Each['path']}` : never;
/** "GET /v1/alerts": exactly the routes that there are. */
export type OperationKey = KeyOf<(typeof ROUTES)[number]>;

/** What a route takes and answers: requests are read with it, answers are checked with it, the document shows it. */
export interface Operation {
  readonly summary: string;
  readonly description?: string;
  readonly tag: 'Retailers' | 'Market' | 'Alerts' | 'Suggestions' | 'Registry' | 'Rules' | 'System';
  readonly params?: z.ZodObject;
  readonly query?: z.ZodObject;
  readonly body?: z.ZodType;
  /** Content types of bulk files that the route takes, beside or instead of JSON. */
  readonly files?: readonly string[];
  readonly status: 200 | 201 | 204;
  readonly answer?: z.ZodType;
  /** Other answers of success. */
  readonly alsoAnswers?: Readonly<Record<number, z.ZodType>>;
  /** Statuses of refusals beside those that every route of its access has. */
  readonly refusals: readonly number[];
}

const FILES = ['text/csv', 'application/x-ndjson'] as const;
const alertParams = z.object({ id: z.string().max(200).meta({ example: '00070_01.0004_up_2026-11-22' }) });
const onDate = z.strictObject({ date: businessDay.meta({ description: 'Default: today.' }).exactOptional() });

export const OPERATIONS = {
  'GET /healthz': {
    summary: 'Is it there?',
    tag: 'System',
    status: 200,
    answer: z.object({ status: z.literal('ok') }).meta({ id: 'Health', example: { status: 'ok' } }),
    refusals: [],
  },
  'GET /openapi.json': {
    summary: 'This document',
    tag: 'System',
    status: 200,
    answer: z.looseObject({ openapi: z.string() }).meta({ id: 'OpenApi', example: { openapi: '3.1.1' } }),
    refusals: [],
  },
  'POST /v1/reports': {
    summary: "Reports a store's day, or corrects it",
    description:
      'Rows stand on their own: good ones are kept, bad ones come back in `rejected`. Bulk files hold many stores and days and are answered by one receipt per store-day.',
    tag: 'Retailers',
    query: reportQuery,
    body: reportBody,
    files: FILES,
    status: 201,
    answer: receiptAnswer,
    alsoAnswers: { 200: z.union([receiptAnswer, fileReceiptAnswer]) },
    refusals: [400, 404, 409, 413, 415, 422],
  },
  'GET /v1/reports/{store}/{date}': {
    summary: 'What is kept of a store-day of your own',
    tag: 'Retailers',
    params: z.object({ store: storeId, date: businessDay }),
    status: 200,
    answer: ownReportAnswer,
    refusals: [404],
  },
  'GET /v1/me': {
    summary: 'Your stores, and when each last reported',
    tag: 'Retailers',
    status: 200,
    answer: meAnswer,
    refusals: [],
  },
  'POST /v1/history': {
    summary: 'Fills the past of a new city; never sends a message',
    tag: 'Registry',
    files: FILES,
    status: 200,
    answer: historyAnswer,
    refusals: [400, 413, 415, 422],
  },
  'GET /v1/products': {
    summary: 'The products of the catalogue',
    tag: 'Market',
    query: z.strictObject({
      q: z
        .string()
        .max(80)
        .meta({ description: 'Part of the code or name, with or without diacritics.', example: 'thit lon' })
        .exactOptional(),
    }),
    status: 200,
    answer: productsAnswer,
    refusals: [422],
  },
  'GET /v1/places': {
    summary: 'The areas and their worst level: the map',
    tag: 'Market',
    query: onDate,
    status: 200,
    answer: placesAnswer,
    refusals: [422],
  },
  'GET /v1/market/{place}': {
    summary: 'All products of a place on a day',
    tag: 'Market',
    params: z.object({ place: placeId }),
    query: onDate,
    status: 200,
    answer: marketAnswer,
    refusals: [404, 422],
  },
  'GET /v1/market/{place}/{product}': {
    summary: 'One product at a place, day by day, with its thresholds and ceilings',
    tag: 'Market',
    params: z.object({ place: placeId, product: productId }),
    query: z.strictObject({
      from: businessDay.meta({ description: 'Default: 29 days before `to`.' }).exactOptional(),
      to: businessDay.meta({ description: 'Default: today. At most 400 days.' }).exactOptional(),
    }),
    status: 200,
    answer: seriesAnswer,
    refusals: [404, 422],
  },
  'GET /v1/coverage': {
    summary: 'Which stores have reported, late, partly, or not',
    tag: 'Market',
    query: onDate.extend({
      checks: z
        .enum(['true', 'false'])
        .default('false')
        .meta({ description: 'true: also what is held back or stands still, from the assessments of all places.' }),
    }),
    status: 200,
    answer: coverageAnswer,
    refusals: [422],
  },
  'GET /v1/alerts': {
    summary: 'Alerts: live ones first, then past ones, each newest first',
    description: 'A page may hold fewer items than `limit` while more follow: go on as long as there is a `cursor`.',
    tag: 'Alerts',
    query: z.strictObject({
      state: listOf(ALERT_STATES, 'open').exactOptional(),
      level: listOf(['watch', 'alert', 'crisis'], 'alert,crisis').exactOptional(),
      place: placeId.meta({ description: 'With all that lies inside.' }).exactOptional(),
      product: productId.exactOptional(),
      ...paging,
    }),
    status: 200,
    answer: alertsAnswer,
    refusals: [400, 404, 422],
  },
  'GET /v1/alerts/{id}': {
    summary: 'An alert with its explanation, its timeline and the alerts inside it',
    tag: 'Alerts',
    params: alertParams,
    status: 200,
    answer: alertDetailAnswer,
    refusals: [404],
  },
  'GET /v1/alerts/{id}/evidence': {
    summary: "The rows behind an alert's numbers, and how to recompute them by hand",
    description:
      "Every store's figures on the day on which the level was reached, page by page; the steps and the result are of all rows.",
    tag: 'Alerts',
    params: alertParams,
    query: z.strictObject({ ...paging, limit: evidenceLimit }),
    status: 200,
    answer: evidenceAnswer,
    refusals: [400, 404, 422],
  },
  'POST /v1/alerts/{id}/acknowledge': {
    summary: 'Says that somebody is on it; an escalation asks again',
    tag: 'Alerts',
    params: alertParams,
    body: noteBody,
    status: 200,
    answer: alertAnswer,
    refusals: [400, 404, 409, 422],
  },
  'POST /v1/alerts/{id}/resolve': {
    summary: 'Closes it by hand; an escalation opens it again',
    tag: 'Alerts',
    params: alertParams,
    body: noteBody,
    status: 200,
    answer: alertAnswer,
    refusals: [400, 404, 409, 422],
  },
  'POST /v1/alerts/{id}/silence': {
    summary: 'Keeps it quiet until a day, with the reason; an escalation is told and asks again',
    description:
      'The last day is included. Until it is over, nobody is told that the alert is milder or has ended, and what it mutes inside its place stays muted. Whoever acknowledges it ends the silence.',
    tag: 'Alerts',
    params: alertParams,
    body: silenceBody,
    status: 200,
    answer: alertAnswer,
    refusals: [400, 404, 409, 422],
  },
  'POST /v1/alerts/{id}/false-alarm': {
    summary: 'States for the record that it was no event; an escalation is told and asks again',
    description: 'The alerts inside its place that it had muted are told after all.',
    tag: 'Alerts',
    params: alertParams,
    body: noteBody,
    status: 200,
    answer: alertAnswer,
    refusals: [400, 404, 409, 422],
  },
  ...SUGGESTION_OPERATIONS,
  'GET /v1/retailers': {
    summary: 'Retailers and suppliers with their stores and keys',
    tag: 'Registry',
    query: z.strictObject(paging),
    status: 200,
    answer: retailersAnswer,
    refusals: [400, 422],
  },
  'PUT /v1/retailers/{id}': {
    summary: 'Registers or changes a retailer; its keys stay',
    tag: 'Registry',
    params: z.object({ id: retailerId }),
    body: retailerBody,
    status: 200,
    answer: retailerAnswer,
    alsoAnswers: { 201: retailerAnswer },
    refusals: [400, 409, 422],
  },
  'PUT /v1/retailers/{id}/stores/{store}': {
    summary: 'Registers, changes or moves a store',
    description: 'The first place holds for all earlier days, a later one from tomorrow; anything else at once.',
    tag: 'Registry',
    params: z.object({ id: retailerId, store: storeId }),
    body: storeBody,
    status: 200,
    answer: storeAnswer,
    alsoAnswers: { 201: storeAnswer },
    refusals: [400, 404, 409, 422],
  },
  'POST /v1/retailers/{id}/keys': {
    summary: 'Makes a key, shown once; two at most, so that they can be changed over',
    tag: 'Registry',
    params: z.object({ id: retailerId }),
    status: 201,
    answer: newKeyAnswer,
    refusals: [404, 409],
  },
  'DELETE /v1/retailers/{id}/keys/{keyId}': {
    summary: 'Revokes a key; harmless to repeat',
    tag: 'Registry',
    params: z.object({ id: retailerId, keyId }),
    status: 204,
    refusals: [404, 409],
  },
  'PUT /v1/recipients/{id}': {
    summary: 'Who is told of which alerts',
    tag: 'Registry',
    params: z.object({ id: recipientId }),
    body: recipientBody,
    status: 200,
    answer: recipientAnswer,
    alsoAnswers: { 201: recipientAnswer },
    refusals: [400, 409, 422],
  },
  'GET /v1/thresholds': {
    summary: 'Thresholds in force and all that were ever set',
    tag: 'Rules',
    query: z.strictObject({ product: productId.exactOptional() }),
    status: 200,
    answer: thresholdsAnswer,
    refusals: [404, 422],
  },
  'PUT /v1/thresholds': {
    summary: 'Sets thresholds from today or a later day on, or previews what they would have opened',
    tag: 'Rules',
    query: z.strictObject({
      preview: z
        .enum(['true', 'false'])
        .default('false')
        .meta({ description: 'true: nothing is set; the answer tells what they would have opened in 90 days.' }),
    }),
    body: thresholdsBody,
    status: 200,
    answer: thresholdsSetAnswer,
    refusals: [400, 422],
  },
  'GET /v1/ceilings': {
    summary: 'Price ceilings in force and all that were ever set',
    tag: 'Rules',
    query: z.strictObject({ product: productId.exactOptional() }),
    status: 200,
    answer: ceilingsAnswer,
    refusals: [404, 422],
  },
  'PUT /v1/ceilings': {
    summary: 'Enters price ceilings from an instant on',
    tag: 'Rules',
    body: ceilingsBody,
    status: 200,
    answer: ceilingsSetAnswer,
    refusals: [400, 422],
  },
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
  'GET /v1/holds': {
    summary: 'Goods that must not move, for food safety',
    tag: 'Rules',
    query: z.strictObject({ product: productId.exactOptional() }),
    status: 200,
    answer: holdsAnswer,
    refusals: [404, 422],
  },
  'PUT /v1/holds/{id}': {
    summary: 'Holds a product from today or a later day on, or changes a hold that is not lifted',
    description:
      'Everywhere, or at the retailer, store or place that is named (all of what is named). Held goods are given by no search and in no suggestion that is accepted, and are no cover to the shop that has them: it may receive goods from elsewhere. After the cut-off whoever is left without is matched again at once. A hold stays with its product: to hold another, lift it and enter a new one.',
    tag: 'Rules',
    params: z.object({ id: holdId }),
    body: holdBody,
    status: 200,
    answer: holdAnswer,
    alsoAnswers: { 201: holdAnswer },
    refusals: [400, 404, 409, 422],
  },
  'DELETE /v1/holds/{id}': {
    summary: 'Lifts a hold: the goods may move from today on; harmless to repeat',
    tag: 'Rules',
    params: z.object({ id: holdId }),
    status: 204,
    refusals: [404, 409, 422],
  },
} as const satisfies Record<OperationKey, Operation>;

type Operations = typeof OPERATIONS;

/** What a route answers, as its use case gives it; use cases hand out read-only values. */
export type AnswerOf<Key extends OperationKey> = Operations[Key] extends {
  readonly answer: infer Schema extends z.ZodType;
}
  ? ReadOnly<z.input<Schema>>
  : undefined;

/** What a route takes, once its schema has read it. */
export type RequestOf<Key extends OperationKey, Part extends 'params' | 'query' | 'body'> = Operations[Key] extends {
  readonly [Name in Part]: infer Schema extends z.ZodType;
}
  ? z.output<Schema>
  : undefined;

type ReadOnly<T> = T extends readonly (infer Item)[]
  ? readonly ReadOnly<Item>[]
  : T extends object
    ? { readonly [Name in keyof T]: ReadOnly<T[Name]> }
    : T;
