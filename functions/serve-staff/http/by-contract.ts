import { NOTHING, type Operation } from '#contract/operation.ts';
import type { AnswerOf, OPERATIONS, OperationKey, RequestOf } from '#contract/operations.ts';
import type { KeyOf, ROUTES } from '#contract/routes.ts';
import { STAFF_OPERATIONS } from '#contract/staff-operations.ts';
import type { Language } from '#domain/language.ts';
import { present } from '#domain/present.ts';
import type { HttpAnswer, HttpRequest } from '#runtime/http.ts';
import { requireNoPrototype } from '#runtime/plain-json.ts';
import { Problem } from '#runtime/problem.ts';
import { mediaTypeOf, parseWith, readJson, unsupportedType } from '#runtime/request-body.ts';
import type { Look } from './note-look.ts';
import type { StaffMember } from './own-places.ts';

type StaffKey = KeyOf<Extract<(typeof ROUTES)[number], { readonly function: 'serve-staff' }>>;

/** A file in place of JSON, of a type that its route takes. */
export interface ReceivedFile {
  readonly type: string;
  readonly bytes: Uint8Array;
}

/** A body in the contract's terms; nothing where a file came in its place. */
type ReceivedBody<Key extends OperationKey> = (typeof OPERATIONS)[Key] extends { readonly files: object }
  ? { readonly body: RequestOf<Key, 'body'> | undefined; readonly file?: ReceivedFile }
  : { readonly body: RequestOf<Key, 'body'> };

/** A request in the contract's terms, and who asks. */
type Asked<Key extends OperationKey> = ReceivedBody<Key> & {
  readonly staff: StaffMember;
  readonly language: Language;
  readonly params: RequestOf<Key, 'params'>;
  readonly query: RequestOf<Key, 'query'>;
};

/** An answer in the contract's terms. */
type Done<Key extends OperationKey> =
  AnswerOf<Key> extends undefined
    ? { readonly status: 204 }
    : { readonly status: 200 | 201; readonly body: AnswerOf<Key> };

type UseCase<Key extends OperationKey> = (asked: Asked<Key>) => Done<Key> | Promise<Done<Key>>;

/** What stands between a request and its use case. */
interface Doorway {
  /** The id of who signs in with an account that names no person. */
  readonly personIdOfAccount: (account: string) => string;
  /** Puts the names of people beside their ids. */
  readonly nameWhoActed: (staff: StaffMember, body: unknown) => Promise<unknown>;
  /** Leaves a line of who was shown what is not for everybody. */
  readonly noteLook: (staff: StaffMember, look: Look) => Promise<void>;
}

/**
 * Puts each use case behind its route's schemas: what comes in is read by them, and what goes out passes them too, so
 * that no member leaves the house that the contract does not name. Every staff route must have one.
 */
export function answersByContract(
  useCases: { readonly [Key in StaffKey]: UseCase<Key> },
  doorway: Doorway,
): Record<StaffKey, (request: HttpRequest) => Promise<HttpAnswer>> {
  const answers = Object.entries(useCases).map(([key, useCase]) => [
    key,
    answerByContract(key as StaffKey, useCase as (asked: object) => unknown, doorway),
  ]);
  return Object.fromEntries(answers) as Record<StaffKey, (request: HttpRequest) => Promise<HttpAnswer>>;
}

function answerByContract(key: StaffKey, useCase: (asked: object) => unknown, doorway: Doorway) {
  const operation: Operation = STAFF_OPERATIONS[key];
  const { params, query = NOTHING, answer } = operation;
  return async (request: HttpRequest): Promise<HttpAnswer> => {
    const staff = staffOf(request, doorway);
    const done = (await useCase({
      staff,
      language: request.language,
      params: params && parseWith(params, request.params, 'path'),
      query: parseWith(query, request.query, 'query'),
      ...readBody(operation, request),
    })) as HttpAnswer;
    const body = answer ? answer.parse(await doorway.nameWhoActed(staff, done.body)) : undefined;
    await doorway.noteLook(staff, { key, params: request.params, query: request.query, body });
    return present({ status: done.status, body });
  };
}

/** JSON, also under the name that curl gives to whatever stands after `-d`. */
const JSON_TYPES = ['application/json', 'application/x-www-form-urlencoded'];

/** Raises `body-missing` (400) where the contract requires a body: nothing is never read as "everything by default". */
function readBody(
  { body, bodyIsOptional, files = {} }: Operation,
  request: HttpRequest,
): { readonly body: unknown; readonly file?: ReceivedFile } {
  const type = mediaTypeOf(request);
  // A file that is empty is one without its columns, and is told so.
  if (type in files) return { body: undefined, file: { type, bytes: request.body } };
  if (request.body.length === 0) {
    if (body && !bodyIsOptional) {
      throw new Problem(400, 'body-missing', {
        vi: 'Thiếu nội dung JSON. Xem cấu trúc tại /openapi.json.',
        en: 'A JSON body is missing. See its shape at /openapi.json.',
      });
    }
    return { body: body && parseWith(body, {}) };
  }
  if (!JSON_TYPES.includes(type)) throw unsupportedType(['application/json', ...Object.keys(files)]);
  const value = readJson(request);
  requireNoPrototype(value);
  return { body: parseWith(body ?? NOTHING, value) };
}

function staffOf({ caller }: Pick<HttpRequest, 'caller'>, { personIdOfAccount }: Doorway): StaffMember {
  if (caller.kind === 'staff') {
    const { person, account, groups, places } = caller;
    return { id: person ?? personIdOfAccount(account), groups, places };
  }
  throw new Problem(403, 'not-allowed', { vi: 'Chỉ dành cho cán bộ.', en: 'For staff only.' });
}
