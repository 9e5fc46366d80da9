import type * as z from 'zod';
import { present } from '#domain/present.ts';
import type { OPERATIONS, OperationKey, ReadOnly } from './operations.ts';
import type { problemAnswer } from './problem-answer.ts';

type Operations = typeof OPERATIONS;

/** A query as a caller writes it: numbers and lists as such, and what is undefined is left out. */
type Written<Input, Output> = {
  readonly [Name in keyof Input]: Name extends keyof Output
    ? ReadOnly<Output[Name]> | (undefined extends Input[Name] ? undefined : never)
    : never;
};

/** Members of which none is required may be left out as a whole. */
type Member<Name extends string, Value> =
  Record<never, never> extends Value ? { readonly [Key in Name]?: Value } : { readonly [Key in Name]: Value };

type Params<Key extends OperationKey> = Operations[Key] extends { readonly params: infer Schema extends z.ZodObject }
  ? Member<'params', ReadOnly<z.input<Schema>>>
  : object;

type Query<Key extends OperationKey> = Operations[Key] extends { readonly query: infer Schema extends z.ZodObject }
  ? Member<'query', Written<z.input<Schema>, z.output<Schema>>>
  : object;

/** A text, or the bytes of a workbook, that are sent as they are. */
interface Text<ContentType extends string> {
  readonly text: string | Uint8Array<ArrayBuffer>;
  readonly contentType: ContentType;
}

type Body<Key extends OperationKey> = Operations[Key] extends { readonly body: infer Schema extends z.ZodType }
  ?
      | (Operations[Key] extends { readonly bodyIsOptional: true }
          ? { readonly body?: ReadOnly<z.input<Schema>> }
          : { readonly body: ReadOnly<z.input<Schema>> })
      | Text<'application/json'>
  : Operations[Key] extends { readonly files: infer Files }
    ? Text<Extract<keyof Files, string>>
    : object;

type FileKey = {
  [Key in OperationKey]: Operations[Key] extends { readonly files: object } ? Key : never;
}[OperationKey];

type FileType<Key extends FileKey> = Extract<keyof Operations[Key]['files'], string>;

/** What is sent to a route: its path's and its query's members, and its body. */
export type RequestTo<Key extends OperationKey> = Params<Key> & Query<Key> & Body<Key>;

/** The same with a bulk file for its body. */
export type FileRequestTo<Key extends FileKey> = Params<Key> & Query<Key> & Text<FileType<Key>>;

/** What a route answers, as it arrives. */
export type ReceivedFrom<Key extends OperationKey> = Operations[Key] extends {
  readonly answer: infer Schema extends z.ZodType;
}
  ? z.output<Schema>
  : Operations[Key] extends { readonly isPage: true }
    ? string
    : Operations[Key] extends { readonly answersFile: string | readonly string[] }
      ? Uint8Array<ArrayBuffer>
      : undefined;

/** The same, or another answer of success: a file is answered by another receipt than a report. */
type AnyReceivedFrom<Key extends OperationKey> =
  | ReceivedFrom<Key>
  | (Operations[Key] extends { readonly alsoAnswers: infer Schemas extends Readonly<Record<number, z.ZodType>> }
      ? z.output<Schemas[keyof Schemas]>
      : never);

type MayBeLeftOut<Request> = Record<never, never> extends Request ? [request?: Request] : [request: Request];

export interface ClientOptions {
  /** Where the API is, without a path; empty for the page's own server. */
  readonly url: string;
  /** A staff token or a retailer's key. */
  readonly token?: string | undefined;
  /** What sends requests instead of the platform's own `fetch`. */
  readonly fetch?: (url: string, request: RequestInit) => Promise<Response>;
}

export type ProblemDocument = z.output<typeof problemAnswer>;

/** Raised when a request was answered, but not with success. */
export class RefusedRequest extends Error {
  override readonly name = 'RefusedRequest';
  readonly status: number;
  /** Why, in words and with a stable code; undefined where the gateway refused by itself. */
  readonly problem: ProblemDocument | undefined;

  constructor(key: OperationKey, status: number, text: string) {
    super(`${key} was answered ${status}: ${text.slice(0, 500)}`);
    this.status = status;
    this.problem = problemOf(text);
  }
}

/** What every request comes down to; the contract's types stand in front of it. */
interface PlainRequest {
  readonly params?: Readonly<Record<string, unknown>>;
  readonly query?: Readonly<Record<string, unknown>>;
  readonly body?: unknown;
  readonly text?: string | Uint8Array<ArrayBuffer>;
  readonly contentType?: string;
}

/** One caller's view of the API. */
export type ContractClient = ReturnType<typeof contractClient>;

/**
 * Calls the API by its published contract, from a browser or from Node.
 *
 * Of the contract it takes the types alone: answers are not checked again, and no schema reaches a bundle.
 *
 * @example
 * const call = contractClient({ url: 'http://127.0.0.1:4000', token });
 * const { items } = await call('GET /v1/alerts', { query: { level: ['alert', 'crisis'], limit: 10 } });
 */
export function contractClient({ url, token, fetch = globalThis.fetch }: ClientOptions) {
  const base = url.replace(/\/$/, '');
  function call<Key extends FileKey>(key: Key, request: FileRequestTo<Key>): Promise<AnyReceivedFrom<Key>>;
  function call<Key extends OperationKey>(
    key: Key,
    ...request: MayBeLeftOut<RequestTo<Key>>
  ): Promise<ReceivedFrom<Key>>;
  async function call(key: OperationKey, request: PlainRequest = {}): Promise<unknown> {
    const [method = '', path = ''] = key.split(' ');
    const { params, query, body, text } = request;
    const sent = text ?? (body === undefined ? undefined : JSON.stringify(body));
    const contentType = request.contentType ?? (sent === undefined ? undefined : 'application/json');
    const answer = await fetch(
      `${base}${filled(path, params)}${queryOf(query)}`,
      present({
        method,
        headers: present({ authorization: token && `Bearer ${token}`, 'content-type': contentType }),
        body: sent,
      }),
    );
    const type = answer.headers.get('content-type') ?? '';
    if (answer.ok && type.startsWith('application/vnd.')) return new Uint8Array(await answer.arrayBuffer());
    const received = await answer.text();
    if (!answer.ok) throw new RefusedRequest(key, answer.status, received);
    if (type.startsWith('text/html')) return received;
    return received === '' ? undefined : JSON.parse(received);
  }
  return call;
}

function filled(path: string, params: PlainRequest['params'] = {}): string {
  return path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(params[name])));
}

/** Lists are joined by commas, as the contract's filters are. */
function queryOf(query: PlainRequest['query'] = {}): string {
  const members = Object.entries(query).filter(([, value]) => value !== undefined);
  const asked = new URLSearchParams(members.map(([name, value]): [string, string] => [name, String(value)]));
  return members.length === 0 ? '' : `?${asked}`;
}

function problemOf(text: string): ProblemDocument | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isProblem(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isProblem(value: unknown): value is ProblemDocument {
  return typeof value === 'object' && value !== null && 'code' in value && 'detail' in value;
}
