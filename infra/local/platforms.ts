import { setTimeout as wait } from 'node:timers/promises';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { NO_METER } from '#runtime/meter.ts';
import type { TellingPlatform } from '#runtime/platform.ts';
import type { FunctionName } from '../function-definitions.ts';

interface PlatformOptions extends Pick<TellingPlatform, 'clock' | 'randomBytes' | 'deliverLater'> {
  /** Told of each request that a function makes to the database, by the SDK's name of the command. */
  readonly onCommand?: (functionName: FunctionName, command: string, input: object) => void;
}

const LONGEST_PAUSE_MS = 250;

/** A client of its own for each function, as in the cloud: so it can be told who asks for what. */
export function platforms(
  env: Readonly<Record<string, string>>,
  connect: () => DynamoDBDocumentClient,
  { clock, randomBytes, onCommand, deliverLater }: PlatformOptions,
) {
  const clients: DynamoDBDocumentClient[] = [];
  // The hand-over waits between its tries by itself, and what is pending here is done in a moment.
  const pause = (milliseconds: number) => wait(Math.min(milliseconds, LONGEST_PAUSE_MS));
  const platformOf = (name: FunctionName): TellingPlatform => {
    const dynamodb = connect();
    clients.push(dynamodb);
    if (onCommand) tellCommands(dynamodb, onCommand.bind(undefined, name));
    return { env, clock, randomBytes, fetch: globalThis.fetch, dynamodb, meter: NO_METER, pause, deliverLater };
  };
  return { platformOf, clients };
}

function tellCommands(dynamodb: DynamoDBDocumentClient, tell: (command: string, input: object) => void): void {
  dynamodb.middlewareStack.add(
    (next, { commandName }) =>
      (args) => {
        tell(String(commandName), args.input);
        return next(args);
      },
    { step: 'initialize', name: 'tellCommands' },
  );
}
