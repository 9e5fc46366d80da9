import { useRef, useState } from 'preact/hooks';
import type { BusinessDay } from '#domain/business-day.ts';
import { call } from '#web/asking/answers.ts';
import { type Act, useAct } from '#web/asking/use-act.ts';
import { type Answer, useAnswer } from '#web/asking/use-answer.ts';
import { type Audit, keyOf, type LogLine } from './audit.ts';

const PAGE = 50;
const AGAIN_MS = 60_000;

export interface AuditPages {
  readonly first: Answer<Audit>;
  /** All that was read, the latest first. */
  readonly lines: readonly LogLine[];
  readonly hasOlder: boolean;
  readonly older: Act<[]>;
}

/** What was done in a span of days, page by page. What has been read stays, also where new lines push it to a later page. */
export function useAudit(from: BusinessDay, to: BusinessDay): AuditPages {
  const query = { from, to, limit: PAGE };
  const first = useAnswer('GET /v1/audit', { query }, { everyMs: AGAIN_MS });
  const [last, setLast] = useState<Audit>();
  const read = useRef(new Map<string, LogLine>());
  for (const line of [...(first.data?.items ?? []), ...(last?.items ?? [])]) read.current.set(keyOf(line), line);
  const cursor = (last ?? first.data)?.cursor;
  const older = useAct(async () => setLast(await call('GET /v1/audit', { query: { ...query, cursor } })));
  const lines = [...read.current.values()].toSorted((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0));
  return { first, lines, hasOlder: cursor !== undefined, older };
}
