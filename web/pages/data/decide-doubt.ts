import type { ReceivedFrom } from '#contract/client.ts';
import { call } from '#web/asking/answers.ts';
import { failureOf } from '#web/asking/refusal.ts';
import type { Doubt } from './answers.ts';

type AuditLine = ReceivedFrom<'GET /v1/audit'>['items'][number];

export type Verdict = 'confirm' | 'drop';

/** What has become of a price that somebody decided on. */
export interface Decided {
  readonly doubt: Doubt;
  readonly verdict: Verdict;
  /** True where somebody else, or the shop itself, had been quicker. */
  readonly cameLate: boolean;
  /** What the other one did, where the reader may see it. */
  readonly other?: AuditLine | undefined;
}

/** Says that a price is right, or takes it out; tells who had been quicker. Raises what another try may mend. */
export async function decideDoubt(doubt: Doubt, verdict: Verdict, note: string): Promise<Decided> {
  const written = note.trim();
  const body = { verdict, ...(written === '' ? {} : { note: written }) };
  try {
    const { outcome } = await call('POST /v1/doubts/{id}', { params: { id: doubt.id }, body });
    if (outcome === 'done') return { doubt, verdict, cameLate: false };
  } catch (error) {
    if (failureOf(error) !== 'missing') throw error;
  }
  return { doubt, verdict, cameLate: true, other: await whoDecided(doubt).catch(() => undefined) };
}

/** The line of the trail that says who decided on a price. */
async function whoDecided({ id, date }: Doubt): Promise<AuditLine | undefined> {
  const { items } = await call('GET /v1/audit', { query: { from: date, limit: 200 } });
  return items.find(({ subject }) => subject === `doubt/${id}`);
}
