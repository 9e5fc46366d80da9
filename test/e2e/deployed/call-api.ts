import assert from 'node:assert/strict';
import { request } from 'node:http';
import type * as z from 'zod';
import { OPERATIONS, type OperationKey } from '#contract/operations.ts';

/** A request as a retailer's or the staff's own program would send it. */
export interface Call {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  /** JSON, or a text of the given type. */
  readonly body?: unknown;
  readonly type?: string;
}

export interface RawAnswer {
  readonly status: number;
  readonly text: string;
}

type Operations = typeof OPERATIONS;
/** The answer that the published contract promises. */
export type AnswerOf<Key extends OperationKey> = Operations[Key] extends {
  readonly answer: infer Schema extends z.ZodType;
}
  ? z.output<Schema>
  : undefined;

/** The deployed API as one caller sees it. */
export interface Caller {
  /** Calls and raises unless the answer is a success of the form that the contract promises. */
  readonly call: <Key extends OperationKey>(key: Key, call?: Call) => Promise<AnswerOf<Key>>;
  /** Calls and gives back whatever is answered. */
  readonly send: (key: OperationKey, call?: Call) => Promise<RawAnswer>;
}

/** Calls the API at the address that the stack gave out, with a key or a token, or with neither. */
export function callerOf(apiUrl: string, bearer?: string): Caller {
  const send: Caller['send'] = (key, call = {}) => {
    const [method = '', path = ''] = key.split(' ');
    const { type = 'application/json', body } = call;
    return ask(new URL(`${filled(path, call.params)}${queryOf(call.query)}`, apiUrl), method, {
      headers: {
        ...(bearer === undefined ? {} : { authorization: `Bearer ${bearer}` }),
        ...(body === undefined ? {} : { 'content-type': type }),
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
  };
  return {
    send,
    call: async (key, call) => {
      const { status, text } = await send(key, call);
      assert.ok(status >= 200 && status < 300, `${key} was answered ${status}: ${text.slice(0, 1000)}`);
      const { answer } = OPERATIONS[key] as { answer?: z.ZodType };
      return (answer ? answer.parse(JSON.parse(text)) : undefined) as AnswerOf<typeof key>;
    },
  };
}

/**
 * Names under .localhost are this machine (RFC 6761), but not every resolver knows; so the connection goes to the
 * loopback address, and the name, by which the gateway tells its APIs apart, goes into the Host header.
 */
function ask(
  url: URL,
  method: string,
  { headers, body }: { readonly headers: Record<string, string>; readonly body?: string },
): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const asked = request(
      {
        hostname: '127.0.0.1',
        port: url.port,
        method,
        path: `${url.pathname}${url.search}`,
        headers: { ...headers, host: url.host },
      },
      (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.once('error', reject);
        answer.once('end', () =>
          resolve({ status: answer.statusCode ?? 0, text: Buffer.concat(chunks).toString('utf8') }),
        );
      },
    );
    asked.once('error', reject);
    asked.end(body);
  });
}

function filled(path: string, params: Call['params'] = {}): string {
  return path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const value = params[name];
    assert.ok(value !== undefined, `${path} asks for ${name}`);
    return encodeURIComponent(value);
  });
}

function queryOf(query: Call['query']): string {
  return query ? `?${new URLSearchParams(query)}` : '';
}
