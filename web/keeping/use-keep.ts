import { useState } from 'preact/hooks';
import type { ReceivedFrom } from '#contract/client.ts';
import { call } from '#web/asking/answers.ts';
import { useAct } from '#web/asking/use-act.ts';

type AuditLine = ReceivedFrom<'GET /v1/audit'>['items'][number];

/** Raised in place of writing over what somebody else has changed since it was shown. */
class ChangedMeanwhile extends Error {
  override readonly name = 'ChangedMeanwhile';
  readonly last: AuditLine | undefined;
  constructor(last: AuditLine | undefined) {
    super('changed meanwhile');
    this.last = last;
  }
}

interface Keeping<Value> {
  /** As the trail names it: `person/p-…`. */
  readonly subject: string;
  /** What was shown when somebody began to change it; undefined for what is new. */
  readonly before: Value | undefined;
  readonly readNow: () => Promise<Value | undefined>;
}

/**
 * Keeps what somebody typed, once it is certain that nobody has changed the same meanwhile. Who has is told with what and
 * when; whoever keeps it again then means it.
 */
export function useKeep<Value>({ subject, before, readNow }: Keeping<Value>) {
  const [known, setKnown] = useState(before);
  const act = useAct(async (keep: () => Promise<unknown>) => {
    if (known !== undefined) {
      const now = await readNow();
      if (JSON.stringify(now) !== JSON.stringify(known)) {
        setKnown(now);
        throw new ChangedMeanwhile(await lastChange(subject));
      }
    }
    await keep();
  });
  const isChanged = act.error instanceof ChangedMeanwhile;
  return {
    ...act,
    error: isChanged ? undefined : act.error,
    isChanged,
    lastChange: act.error instanceof ChangedMeanwhile ? act.error.last : undefined,
  };
}

async function lastChange(subject: string): Promise<AuditLine | undefined> {
  const { items } = await call('GET /v1/audit', { query: { limit: 100 } });
  return items.find((line) => line.subject === subject);
}
