import {
  CloudWatchLogsClient,
  paginateDescribeLogGroups,
  paginateFilterLogEvents,
} from '@aws-sdk/client-cloudwatch-logs';
import type { Emulator } from './emulator.ts';

/** What the functions themselves logged: how many entries, and which lines tell of an error, a crash or a timeout. */
export interface FunctionLogs {
  readonly entries: number;
  readonly errors: readonly string[];
}

export async function readFunctionLogs({ client }: Emulator): Promise<FunctionLogs> {
  const logs = { client: new CloudWatchLogsClient(client) };
  const lines: string[] = [];
  for await (const { logGroups = [] } of paginateDescribeLogGroups(logs, {})) {
    for (const { logGroupName } of logGroups) {
      for await (const { events = [] } of paginateFilterLogEvents(logs, { logGroupName })) {
        lines.push(...events.map(({ message = '' }) => message));
      }
    }
  }
  return {
    entries: lines.filter((line) => line.includes('"level":"')).length,
    errors: lines.filter((line) => /"level":"(ERROR|CRITICAL)"|"errorType"|Task timed out/.test(line)),
  };
}
