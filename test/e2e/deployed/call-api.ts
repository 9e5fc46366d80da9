import assert from 'node:assert/strict';
import { request as ask, type IncomingMessage } from 'node:http';
import { type ContractClient, contractClient, RefusedRequest } from '#contract/client.ts';
import type { Operation } from '#contract/operation.ts';
import { OPERATIONS, type OperationKey } from '#contract/operations.ts';

/** The deployed API as one caller sees it. */
export interface Caller {
  /** Calls and raises unless the answer is a success of the form that the contract promises. */
  readonly call: ContractClient;
  /** The status of the latest answer; 0 before the first. */
  readonly lastStatus: () => number;
}

/** Calls the API at the address that the stack gave out, with a key or a token, or with neither. */
export function callerOf(apiUrl: string, bearer?: string): Caller {
  let status = 0;
  const call = contractClient({
    url: apiUrl,
    token: bearer,
    fetch: async (url, request) => {
      const answer = await overLoopback(url, request);
      status = answer.status;
      return answer;
    },
  });
  const checked = new Proxy(call, {
    apply: async (target, self, request: [OperationKey, ...unknown[]]) => {
      const received: unknown = await Reflect.apply(target, self, request);
      const { answer, alsoAnswers }: Operation = OPERATIONS[request[0]];
      const promised = alsoAnswers?.[status] ?? answer;
      return promised && !(received instanceof Uint8Array) ? promised.parse(received) : received;
    },
  });
  return { call: checked, lastStatus: () => status };
}

/** What a request is refused with. Fails unless it is. */
export async function refusalOf(request: Promise<unknown>): Promise<RefusedRequest> {
  try {
    await request;
  } catch (error) {
    if (error instanceof RefusedRequest) return error;
    throw error;
  }
  return assert.fail('It was answered with success');
}

/**
 * Names under .localhost are this machine (RFC 6761), but not every resolver knows; so the connection goes to the
 * loopback address, and the name, by which the gateway tells its APIs apart, goes into the Host header.
 */
export function overLoopback(address: string, { method, headers, body }: RequestInit = {}): Promise<Response> {
  const url = new URL(address);
  return new Promise((resolve, reject) => {
    const asked = ask(
      {
        hostname: '127.0.0.1',
        port: url.port,
        method: method ?? 'GET',
        path: `${url.pathname}${url.search}`,
        headers: { ...Object.fromEntries(new Headers(headers)), host: url.host },
      },
      (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.once('error', reject);
        answer.once('end', () => {
          const status = answer.statusCode ?? 0;
          // A `Response` of 204 must have no body at all.
          resolve(new Response(status === 204 ? null : Buffer.concat(chunks), { status, headers: typeOf(answer) }));
        });
      },
    );
    asked.once('error', reject);
    asked.end(body);
  });
}

function typeOf({ headers }: IncomingMessage): Record<string, string> {
  const type = headers['content-type'];
  return type === undefined ? {} : { 'content-type': type };
}
