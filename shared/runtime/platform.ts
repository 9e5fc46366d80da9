import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Meter } from './meter.ts';
import type { StreamKey } from './stream-batch.ts';

/**
 * What every handler stands on. The cloud makes it from the environment at cold start; the single machine and the
 * tests pass their own, so nothing else in the system reaches for a clock, a network or chance.
 */
export interface Platform {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Milliseconds since the epoch. */
  readonly clock: () => number;
  readonly randomBytes: (count: number) => Uint8Array;
  readonly fetch: typeof globalThis.fetch;
  readonly dynamodb: DynamoDBDocumentClient;
  readonly meter: Meter;
  readonly pause: (milliseconds: number) => Promise<void>;
  /** Keeps triggers that no try will mend; only where a stream wakes the function. One machine keeps them pending. */
  readonly setAside?: (keys: readonly StreamKey[]) => Promise<void>;
  /** Keeps a message that no try will mend; only where a queue wakes the function. */
  readonly setMessageAside?: (body: string) => Promise<void>;
}

/** What a handler stands on that tells people: functions that only answer need not carry a queue's client. */
export interface TellingPlatform extends Platform {
  /** Has a reader's messages of an event looked at once an instant has come (milliseconds since the epoch). */
  readonly deliverLater: (conversation: ConversationName, at: number) => Promise<void>;
}

/** What one reader is told of one event: all that a message of the queue of deliveries says. */
export interface ConversationName {
  readonly event: string;
  readonly reader: string;
}

/** Raised when the environment lacks settings; names all of them at once. */
export class MissingSettings extends Error {
  override readonly name = 'MissingSettings';
  constructor(names: readonly string[]) {
    super(`Missing environment variables: ${names.join(', ')}. The stack sets them; see infra/constructs.`);
  }
}

/** Reads the named environment variables, or raises `MissingSettings` with every one that is absent. */
export function requireSettings<const Name extends string>(
  env: Platform['env'],
  names: readonly Name[],
): Record<Name, string> {
  const missing = names.filter((name) => !env[name]);
  if (missing.length > 0) throw new MissingSettings(missing);
  return Object.fromEntries(names.map((name) => [name, env[name]])) as Record<Name, string>;
}
