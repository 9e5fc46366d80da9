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

/** What was read of one span of days. */
interface ReadSpan {
  readonly span: string;
  readonly lines: Map<string, LogLine>;
}

/** What was done in a span of days, page by page. What has been read stays, also where new lines push it to a later page. */
export function useAudit(from: BusinessDay, to: BusinessDay): AuditPages {
  const query = { from, to, limit: PAGE };
  const span = `${from} ${to}`;
  const first = useAnswer('GET /v1/audit', { query }, { everyMs: AGAIN_MS });
  const [latest, setLatest] = useState<{ readonly span: string; readonly page: Audit }>();
  const last = latest?.span === span ? latest.page : undefined;
  const read = useRef<ReadSpan>({ span, lines: new Map() });
  if (read.current.span !== span) read.current = { span, lines: new Map() };
  for (const line of [...(first.data?.items ?? []), ...(last?.items ?? [])]) read.current.lines.set(keyOf(line), line);
  const cursor = (last ?? first.data)?.cursor;
  const older = useAct(async () => {
    setLatest({ span, page: await call('GET /v1/audit', { query: { ...query, cursor } }) });
  });
  const lines = [...read.current.lines.values()].toSorted((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0));
  return { first, lines, hasOlder: cursor !== undefined, older };
}
