import * as z from 'zod';
import { type BusinessDay, businessDayOf, isBusinessDay, startOfBusinessDay } from '#domain/business-day.ts';
import type { Catalogue } from '#domain/catalogue.ts';
import { LEVELS } from '#domain/level.ts';
import type { Recipient } from '#domain/recipient.ts';
import type { CeilingRule, RuleBook, ThresholdRule } from '#domain/rules.ts';
import { rulesAsOf } from '#domain/rules.ts';
import type { HttpAnswer, HttpRequest } from '#runtime/http.ts';
import { Problem } from '#runtime/problem.ts';
import { parseWith, readJson } from '#runtime/request-body.ts';
import { type AuditPort, subjectOf } from './audit.ts';

interface Recorded {
  readonly by: string;
  readonly at: number;
}

export interface RulePorts extends AuditPort {
  readonly ruleBook: () => Promise<RuleBook>;
  readonly putThreshold: (rule: ThresholdRule & Recorded) => Promise<void>;
  readonly putCeiling: (rule: CeilingRule & Recorded) => Promise<void>;
  readonly putRecipient: (recipient: Recipient) => Promise<void>;
  readonly catalogue: Catalogue;
}

const thresholdBody = z
  .object({
    product: z.string(),
    validFrom: z.string().refine(isBusinessDay, 'an existing date as YYYY-MM-DD').optional(),
    watch: z.number().positive().max(1000),
    alert: z.number().max(1000),
    crisis: z.number().max(1000),
  })
  .refine(({ watch, alert, crisis }) => watch < alert && alert < crisis, 'watch < alert < crisis');
const ceilingBody = z.object({
  product: z.string(),
  effectiveFrom: z.iso.datetime({ offset: true }),
  price: z.int().positive(),
});
const recipientBody = z
  .object({
    email: z.email().optional(),
    webhook: z.object({ url: z.url(), secret: z.string().min(16) }).optional(),
    places: z.array(z.string()).min(1),
    levels: z.array(z.enum(LEVELS)).min(1),
    language: z.enum(['vi', 'en']).default('vi'),
  })
  .refine(({ email, webhook }) => email !== undefined || webhook !== undefined, 'an email, a webhook or both');

/** `PUT /v1/thresholds`: a product's thresholds from a day on, today at the earliest. */
export function putThreshold(ports: RulePorts) {
  return async (request: HttpRequest): Promise<HttpAnswer> => {
    const body = parseWith(thresholdBody, readJson(request));
    requireProduct(ports.catalogue, body.product);
    const today = businessDayOf(ports.clock());
    const validFrom = body.validFrom ?? today;
    if (validFrom < today) throw pastRule();
    const { product, watch, alert, crisis } = body;
    const rule = { product, validFrom, thresholds: { watch, alert, crisis } };
    const before = rulesAsOf(await ports.ruleBook(), ports.catalogue, today).thresholdsOf(product);
    await ports.putThreshold({ ...rule, by: subjectOf(request), at: ports.clock() });
    await ports.audit(request, 'set-threshold', `threshold/${product}`, before, rule);
    return { status: 200, body: { product, validFrom, watch, alert, crisis } };
  };
}

/** `GET /v1/thresholds`: what holds today for every product, and where it comes from. */
export function listThresholds(ports: RulePorts) {
  return async (): Promise<HttpAnswer> => {
    const today = businessDayOf(ports.clock());
    const book = await ports.ruleBook();
    const rules = rulesAsOf(book, ports.catalogue, today);
    return {
      status: 200,
      body: {
        items: [...ports.catalogue.products.values()].map(({ id, thresholds }) => ({
          product: id,
          ...rules.thresholdsOf(id),
          source: sourceOf(book, id, today, thresholds !== undefined),
          history: book.thresholds
            .filter(({ product }) => product === id)
            .map(({ validFrom, thresholds: own }) => ({ validFrom, ...own })),
        })),
      },
    };
  };
}

function sourceOf(
  book: RuleBook,
  id: string,
  today: BusinessDay,
  inCatalogue: boolean,
): 'own' | 'catalogue' | 'default' {
  if (book.thresholds.some(({ product, validFrom }) => product === id && validFrom <= today)) return 'own';
  return inCatalogue ? 'catalogue' : 'default';
}

/** `PUT /v1/ceilings`: a price ceiling from an instant on, this morning at the earliest. */
export function putCeiling(ports: RulePorts) {
  return async (request: HttpRequest): Promise<HttpAnswer> => {
    const body = parseWith(ceilingBody, readJson(request));
    requireProduct(ports.catalogue, body.product);
    const today = businessDayOf(ports.clock());
    const effectiveFrom = Date.parse(body.effectiveFrom);
    if (effectiveFrom < startOfBusinessDay(today)) throw pastRule();
    const rule = { product: body.product, effectiveFrom, price: body.price, recordedOn: today };
    await ports.putCeiling({ ...rule, by: subjectOf(request), at: ports.clock() });
    await ports.audit(request, 'set-ceiling', `ceiling/${body.product}`, undefined, body);
    return { status: 200, body };
  };
}

/** `GET /v1/ceilings`: every ceiling ever entered, newest first. */
export function listCeilings(ports: RulePorts) {
  return async (): Promise<HttpAnswer> => {
    const { ceilings } = await ports.ruleBook();
    const items = ceilings
      .toSorted((a, b) => b.effectiveFrom - a.effectiveFrom)
      .map(({ product, effectiveFrom, price }) => ({
        product,
        effectiveFrom: new Date(effectiveFrom).toISOString(),
        price,
      }));
    return { status: 200, body: { items } };
  };
}

/** `PUT /v1/recipients/{id}`: who is told of what. */
export function putRecipient(ports: RulePorts) {
  return async (request: HttpRequest): Promise<HttpAnswer> => {
    const id = request.params['id'] ?? '';
    const { email, webhook, ...told } = parseWith(recipientBody, readJson(request));
    const recipient: Recipient = { id, ...told, ...(email ? { email } : {}), ...(webhook ? { webhook } : {}) };
    await ports.putRecipient(recipient);
    await ports.audit(request, 'put-recipient', `recipient/${id}`, undefined, { id, email, ...told });
    return { status: 200, body: { id, email, ...told, ...(webhook ? { webhook: { url: webhook.url } } : {}) } };
  };
}

function requireProduct(catalogue: Catalogue, product: string): void {
  if (catalogue.products.has(product)) return;
  throw new Problem(422, 'unknown-product', {
    vi: 'Mã mặt hàng không có trong danh mục. Xem /v1/products.',
    en: 'The product code is not in the catalogue. See /v1/products.',
  });
}

function pastRule(): Problem {
  return new Problem(422, 'rule-in-the-past', {
    vi: 'Quy định chỉ có hiệu lực sớm nhất từ hôm nay: những ngày đã qua không được đánh giá lại theo quy định mới.',
    en: 'A rule holds from today at the earliest: past days are never judged by new rules.',
  });
}
