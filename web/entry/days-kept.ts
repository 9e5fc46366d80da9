import { businessDayOf, startOfBusinessDay } from '#domain/business-day.ts';
import { type EnteredRow, rowKey } from './entered-row.ts';
import { change, type Draft, drop, kept, type WaitingReport } from './on-this-phone.ts';

/*
 * What this phone keeps of several days: a stall without a network for two days has two reports to send. Each day has one
 * draft and one report that waits, whatever was kept first.
 */

/** For so long a draft that nobody sent is kept. */
const DRAFT_DAYS = 14;

/** The reports that wait, the oldest day first. */
export async function waitingReports(store: string): Promise<readonly WaitingReport[]> {
  await takeOverFormer();
  const own = ((await kept('queue')) ?? []).filter((waiting) => waiting.store === store);
  return own.toSorted((a, b) => (a.day < b.day ? -1 : 1));
}

/** Has a report wait, in place of the one of its day. */
export async function putWaiting(report: WaitingReport): Promise<void> {
  await takeOverFormer();
  await change('queue', (now = []) => [...now.filter((waiting) => !isOfSameDay(waiting, report)), report]);
}

/** Takes out a report that has been received or given up; one that was changed meanwhile stays. */
export async function takeOut(report: WaitingReport): Promise<void> {
  const isSame = (waiting: WaitingReport) =>
    isOfSameDay(waiting, report) && JSON.stringify(waiting.rows) === JSON.stringify(report.rows);
  await change('queue', (now = []) => now.filter((waiting) => !isSame(waiting)));
}

/** Takes the rows of a report that has been received out of the draft of its day: what was typed after it stays. */
export async function settleDraft({ day, rows }: Pick<WaitingReport, 'day' | 'rows'>): Promise<void> {
  const sent = new Map(rows.map((row) => [rowKey(row), JSON.stringify(row)]));
  const isOpen = ([key, row]: readonly [string, EnteredRow]) =>
    row.price === undefined ? sent.has(key) : JSON.stringify(row) !== sent.get(key);
  await change('drafts', (now = []) =>
    now.flatMap((draft) => {
      if (draft.day !== day) return [draft];
      const left = Object.entries(draft.rows).filter(isOpen);
      return left.length === 0 ? [] : [{ ...draft, rows: Object.fromEntries(left) }];
    }),
  );
}

/** What was typed and not sent, the oldest day first. */
export async function drafts(): Promise<readonly Draft[]> {
  await takeOverFormer();
  return ((await kept('drafts')) ?? []).toSorted((a, b) => (a.day < b.day ? -1 : 1));
}

export async function keepDraft(draft: Draft): Promise<void> {
  const oldest = draft.at - DRAFT_DAYS * 86_400_000;
  await change('drafts', (now = []) => [...now.filter(({ day, at }) => day !== draft.day && at >= oldest), draft]);
}

export async function dropDraft(day: string): Promise<void> {
  await change('drafts', (now = []) => now.filter((draft) => draft.day !== day));
}

/** Takes over what this phone kept before each day was kept for itself. */
async function takeOverFormer(): Promise<void> {
  const [waiting, draft] = await Promise.all([kept('waiting'), kept('draft')]);
  if (waiting) {
    const { sentAt: at, knownDay: known, ...same } = waiting;
    const day = known ?? businessDayOf(at);
    const report: WaitingReport = { ...same, at, day, knownDay: day };
    await change('queue', (now = []) => (now.some((known) => isOfSameDay(known, report)) ? now : [...now, report]));
  }
  if (draft) {
    const { day } = draft;
    await change('drafts', (now = []) =>
      now.some((known) => known.day === day) ? now : [...now, { ...draft, at: noonOf(day) }],
    );
  }
  if (waiting || draft) await drop('waiting', 'draft');
}

function isOfSameDay(one: WaitingReport, other: WaitingReport): boolean {
  return one.store === other.store && one.day === other.day;
}

function noonOf(day: string): number {
  return startOfBusinessDay(day) + 12 * 3_600_000;
}
