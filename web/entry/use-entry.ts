import { useEffect, useState } from 'preact/hooks';
import { detailOf, refusalOf } from './ask-server.ts';
import { dropDraft, putWaiting, settleDraft, takeOut, waitingReports } from './days-kept.ts';
import { type EarlierDay, earlierDays } from './earlier-days.ts';
import { codeIn, enrol, type SheetCode } from './enrol.ts';
import type { Latest } from './entered-row.ts';
import { type EntrySheet, openSheet, rowsToSend } from './entry-sheet.ts';
import { askLatest, dayAt } from './latest.ts';
import { askToKeep, kept, type PhoneKey, type Received } from './on-this-phone.ts';
import { type Conflict, type Sending, sendWaiting } from './send-report.ts';

/** What the page shows. */
export type Stage =
  | { readonly is: 'opening' }
  | { readonly is: 'stranger'; readonly refusal?: string | undefined; readonly sheet?: SheetCode }
  | { readonly is: 'entering'; readonly sheet: EntrySheet }
  | { readonly is: 'received'; readonly received: Received; readonly sheet: EntrySheet }
  | { readonly is: 'conflict'; readonly conflict: Conflict };

/** How what waits on the phone stands; `none` where nothing does. */
export type Waiting = 'none' | 'offline' | 'later' | 'locked-out' | 'refused';

/** What stands beside the stage. */
interface Aside {
  readonly waiting: Waiting;
  readonly detail?: string | undefined;
  /** The business day by now. */
  readonly today: string;
  /** Other days of which something is kept here. */
  readonly earlier: readonly EarlierDay[];
  /** What has arrived beside what is shown: of other days, or while somebody types on. */
  readonly arrived: readonly Received[];
}

/** The entry page's one story: the phone is let in, prices are entered, sent, and received. */
export interface Entry extends Aside {
  readonly stage: Stage;
  readonly phone: PhoneKey | undefined;
  readonly latest: Latest | undefined;
  readonly send: () => Promise<void>;
  /** Shows the sheet of a day; of today unless said. */
  readonly enterAgain: (day?: EarlierDay) => Promise<void>;
  /** Forgets what was entered of another day and not sent. */
  readonly discard: (day: EarlierDay) => Promise<void>;
  readonly tryAgain: () => Promise<void>;
  /** Answers a conflict: with what this phone has, or with what is kept. */
  readonly decide: (which: 'ours' | 'theirs') => Promise<void>;
}

const RETRY_MS = 20_000;

export function useEntry(): Entry {
  const [stage, setStage] = useState<Stage>({ is: 'opening' });
  const [phone, setPhone] = useState<PhoneKey>();
  const [latest, setLatest] = useState<Latest>();
  const [aside, setAside] = useState<Aside>({ waiting: 'none', today: '', earlier: [], arrived: [] });
  const shown: Shown = {
    setStage,
    setPhone,
    setLatest,
    tellAside: (change) => setAside((now) => ({ ...now, ...change })),
  };
  useEffect(() => {
    void open(shown);
    const look = () => void tryAgain(shown).then(() => turnDay(shown));
    const timer = setInterval(look, RETRY_MS);
    addEventListener('online', look);
    // The sheet of another store may be scanned while the page is open.
    const scanned = () => void open(shown);
    addEventListener('hashchange', scanned);
    return () => {
      clearInterval(timer);
      removeEventListener('online', look);
      removeEventListener('hashchange', scanned);
    };
  }, []);
  return {
    stage,
    phone,
    latest,
    ...aside,
    send: () => send(shown, stage),
    enterAgain: (day) => enter(shown, day),
    discard: async ({ day }) => {
      await dropDraft(day);
      await tellDays(shown);
    },
    tryAgain: () => (stage.is === 'stranger' ? open(shown, stage.sheet) : tryAgain(shown)),
    decide: (which) => decide(shown, stage, which),
  };
}

interface Shown {
  readonly setStage: (stage: Stage | ((now: Stage) => Stage)) => void;
  readonly setPhone: (phone: PhoneKey) => void;
  readonly setLatest: (latest: Latest) => void;
  readonly tellAside: (change: Partial<Aside>) => void;
}

/** Lets the phone in by the sheet of the address, or by the key that it has. */
async function open(shown: Shown, again?: SheetCode): Promise<void> {
  const sheet = again ?? codeIn(location.hash);
  if (sheet && !(await letIn(shown, sheet))) return;
  // The code must not stay in the address of a phone that is passed on; until its key is kept it is needed.
  if (location.hash !== '') history.replaceState(undefined, '', location.pathname + location.search);
  const phone = await kept('phone');
  if (!phone) return shown.setStage({ is: 'stranger' });
  shown.setPhone(phone);
  void askToKeep();
  await enter(shown);
  await tryAgain(shown);
}

/** Resolves to whether the phone has a key for the store of the sheet. */
async function letIn(shown: Shown, sheet: SheetCode): Promise<boolean> {
  shown.setStage({ is: 'opening' });
  try {
    await enrol(sheet);
    return true;
  } catch (error) {
    const known = await kept('phone');
    // A sheet that was used by this very phone is scanned again each morning: its key still counts.
    if (known?.store === sheet.store && known.retailer === sheet.retailer) return true;
    shown.setStage({ is: 'stranger', sheet, refusal: detailOf(error) });
    return false;
  }
}

/** Shows the sheet of a day: first from what is kept here, then with what the server says. */
async function enter(shown: Shown, other?: EarlierDay): Promise<void> {
  const phone = await kept('phone');
  if (!phone) return shown.setStage({ is: 'stranger' });
  shown.tellAside({ arrived: [] });
  const known = await kept('latest');
  if (known) await show(shown, known, other);
  try {
    await show(shown, await askLatest(phone), other);
    const isWaiting = (await waitingReports(phone.store)).length > 0;
    shown.tellAside({ waiting: isWaiting ? 'later' : 'none', detail: undefined });
  } catch (error) {
    if (refusalOf(error) === 'locked-out') shown.tellAside({ waiting: 'locked-out', detail: detailOf(error) });
    else if (!known) shown.setStage({ is: 'stranger' });
  }
}

/** Puts the sheet into the queue of this phone, under the day that stands above it, and sends it if there is a network. */
async function send(shown: Shown, stage: Stage): Promise<void> {
  const phone = await kept('phone');
  if (stage.is !== 'entering' || !phone) return;
  const { day, at, knownRevision } = stage.sheet;
  const rows = rowsToSend(stage.sheet);
  await putWaiting({ store: phone.store, day, at, rows, knownRevision, knownDay: day });
  shown.tellAside({ waiting: 'later', detail: undefined });
  await tryAgain(shown);
}

async function tryAgain(shown: Shown): Promise<void> {
  const phone = await kept('phone');
  if (!phone) return;
  await tell(shown, await sendWaiting(phone));
  await tellDays(shown);
}

async function decide(shown: Shown, stage: Stage, which: 'ours' | 'theirs'): Promise<void> {
  if (stage.is !== 'conflict') return;
  const { waiting, kept: theirs, day } = stage.conflict;
  shown.setStage({ is: 'opening' });
  if (which === 'theirs') {
    await takeOut(waiting);
    await settleDraft(waiting);
    shown.tellAside({ waiting: 'none' });
    return enter(shown);
  }
  await putWaiting({ ...waiting, knownRevision: theirs?.revision ?? 0, knownDay: day });
  await tryAgain(shown);
}

async function show(shown: Shown, latest: Latest, other?: EarlierDay): Promise<void> {
  const now = Date.now();
  const today = await dayAt(now);
  const sheet = await openSheet(latest, other?.day ?? today, other?.at ?? now);
  shown.setLatest(latest);
  shown.setStage((now) => {
    // Who is typing keeps the sheet: what is entered is saved, and a later look changes nothing under the fingers.
    if (now.is === 'entering' && now.sheet.day === sheet.day && now.sheet.isTouched()) return now;
    return now.is === 'conflict' ? now : { is: 'entering', sheet };
  });
  await tellDays(shown);
}

async function tellDays({ tellAside }: Shown): Promise<void> {
  const phone = await kept('phone');
  if (phone) tellAside({ today: await dayAt(Date.now()), earlier: await earlierDays(phone.store) });
}

/** After midnight an untouched sheet becomes that of the new day; one that somebody types on stays the day's that it was begun on. */
async function turnDay(shown: Shown): Promise<void> {
  const latest = await kept('latest');
  if (!latest) return;
  const now = Date.now();
  const sheet = await openSheet(latest, await dayAt(now), now);
  shown.setStage((stage) => {
    const isOver = stage.is === 'entering' && stage.sheet.day < sheet.day && !stage.sheet.isTouched();
    return isOver ? { is: 'entering', sheet } : stage;
  });
}

async function tell(shown: Shown, { received, stopped }: Sending): Promise<void> {
  if (stopped?.kind === 'conflict') shown.setStage({ is: 'conflict', conflict: stopped });
  else if (stopped) shown.tellAside({ waiting: stopped.kind, detail: stopped.detail });
  else if (received.length > 0) shown.tellAside({ waiting: 'none', detail: undefined });
  const last = received.at(-1);
  const phone = await kept('phone');
  const known = await kept('latest');
  if (!last || !phone || !known) return;
  const latest = (await askLatest(phone).catch(() => undefined)) ?? known;
  shown.setLatest(latest);
  const sheet = await openSheet(latest, last.day, Date.now());
  shown.setStage((now) => {
    // Who types on, or on another day's sheet, is told beside it.
    const isTyping = now.is === 'entering' && (now.sheet.day !== last.day ? now.sheet.isTouched() : sheet.isTouched());
    shown.tellAside({ arrived: isTyping ? received : received.slice(0, -1) });
    return isTyping || now.is === 'conflict' ? now : { is: 'received', received: last, sheet };
  });
}
