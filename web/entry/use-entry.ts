import { useEffect, useState } from 'preact/hooks';
import { detailOf, refusalOf } from './ask-server.ts';
import { codeIn, enrol, type SheetCode } from './enrol.ts';
import type { EnteredRow, Latest } from './entered-row.ts';
import { type EntrySheet, openSheet, rowsToSend } from './entry-sheet.ts';
import { askLatest, dayAt } from './latest.ts';
import { drop, keep, kept, type PhoneKey, type Received, type WaitingReport } from './on-this-phone.ts';
import { type Outcome, sendWaiting } from './send-report.ts';

/** What the page shows. */
export type Stage =
  | { readonly is: 'opening' }
  | { readonly is: 'stranger'; readonly refusal?: string | undefined; readonly sheet?: SheetCode }
  | { readonly is: 'entering'; readonly sheet: EntrySheet }
  | { readonly is: 'received'; readonly received: Received; readonly sheet: EntrySheet }
  | { readonly is: 'conflict'; readonly latest: Latest; readonly waiting: WaitingReport };

/** How what waits on the phone stands; `none` where nothing does. */
export type Waiting = 'none' | 'offline' | 'later' | 'locked-out' | 'refused';

/** The entry page's one story: the phone is let in, prices are entered, sent, and received. */
export interface Entry {
  readonly stage: Stage;
  readonly phone: PhoneKey | undefined;
  readonly latest: Latest | undefined;
  readonly waiting: Waiting;
  readonly detail: string | undefined;
  readonly send: () => Promise<void>;
  readonly enterAgain: () => Promise<void>;
  readonly tryAgain: () => Promise<void>;
  /** Answers a conflict: with what this phone has, or with what is kept. */
  readonly decide: (which: 'ours' | 'theirs') => Promise<void>;
}

const RETRY_MS = 20_000;

export function useEntry(): Entry {
  const [stage, setStage] = useState<Stage>({ is: 'opening' });
  const [phone, setPhone] = useState<PhoneKey>();
  const [latest, setLatest] = useState<Latest>();
  const [waiting, setWaiting] = useState<{ readonly is: Waiting; readonly detail?: string | undefined }>({
    is: 'none',
  });
  useEffect(() => {
    const shown = { setStage, setPhone, setLatest, setWaiting };
    void open(shown);
    const retry = () => void tryAgain(shown);
    const timer = setInterval(retry, RETRY_MS);
    addEventListener('online', retry);
    // The sheet of another store may be scanned while the page is open.
    const scanned = () => void open(shown);
    addEventListener('hashchange', scanned);
    return () => {
      clearInterval(timer);
      removeEventListener('online', retry);
      removeEventListener('hashchange', scanned);
    };
  }, []);
  const shown = { setStage, setPhone, setLatest, setWaiting };
  return {
    stage,
    phone,
    latest,
    waiting: waiting.is,
    detail: waiting.detail,
    send: () => send(shown, stage),
    enterAgain: () => enter(shown),
    tryAgain: () => (stage.is === 'stranger' ? open(shown, stage.sheet) : tryAgain(shown)),
    decide: (which) => decide(shown, stage, which),
  };
}

interface Shown {
  readonly setStage: (stage: Stage | ((now: Stage) => Stage)) => void;
  readonly setPhone: (phone: PhoneKey) => void;
  readonly setLatest: (latest: Latest) => void;
  readonly setWaiting: (waiting: { readonly is: Waiting; readonly detail?: string | undefined }) => void;
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

/** Shows the sheet of the day: first from what is kept here, then with what the server says. */
async function enter(shown: Shown): Promise<void> {
  const phone = await kept('phone');
  if (!phone) return shown.setStage({ is: 'stranger' });
  const known = await kept('latest');
  if (known) await show(shown, known);
  try {
    await show(shown, await askLatest(phone));
    shown.setWaiting({ is: (await kept('waiting')) ? 'later' : 'none' });
  } catch (error) {
    if (refusalOf(error) === 'locked-out') shown.setWaiting({ is: 'locked-out', detail: detailOf(error) });
    else if (!known) shown.setStage({ is: 'stranger' });
  }
}

/** Puts the sheet into the queue of this phone, and sends it if there is a network. */
async function send(shown: Shown, stage: Stage): Promise<void> {
  const phone = await kept('phone');
  if (stage.is !== 'entering' || !phone) return;
  await keep('waiting', waitingFrom(phone, stage.sheet, rowsToSend(stage.sheet)));
  shown.setWaiting({ is: 'later' });
  await tryAgain(shown);
}

async function tryAgain(shown: Shown): Promise<void> {
  const phone = await kept('phone');
  if (phone) await tell(shown, await sendWaiting(phone));
}

async function decide(shown: Shown, stage: Stage, which: 'ours' | 'theirs'): Promise<void> {
  if (stage.is !== 'conflict') return;
  shown.setStage({ is: 'opening' });
  if (which === 'theirs') {
    await drop('waiting', 'draft');
    shown.setWaiting({ is: 'none' });
    return enter(shown);
  }
  const { latest, waiting } = stage;
  await keep('waiting', { ...waiting, knownRevision: latest.current?.revision ?? 0, knownDay: latest.today });
  await tryAgain(shown);
}

function waitingFrom(phone: PhoneKey, sheet: EntrySheet, rows: readonly EnteredRow[]): WaitingReport {
  return { store: phone.store, sentAt: Date.now(), rows, knownRevision: sheet.knownRevision, knownDay: sheet.day };
}

async function show(shown: Shown, latest: Latest): Promise<void> {
  const sheet = await openSheet(latest, await dayAt(Date.now()));
  shown.setLatest(latest);
  shown.setStage((now) => {
    // Who is typing keeps the sheet: what is entered is saved, and a later look changes nothing under the fingers.
    if (now.is === 'entering' && now.sheet.day === sheet.day && now.sheet.isTouched()) return now;
    return now.is === 'conflict' ? now : { is: 'entering', sheet };
  });
}

async function tell(shown: Shown, outcome: Outcome): Promise<void> {
  if (outcome.kind === 'nothing') return;
  if (outcome.kind === 'received') {
    shown.setWaiting({ is: 'none' });
    const latest = await kept('latest');
    if (!latest) return;
    const phone = await kept('phone');
    const now = (phone && (await askLatest(phone).catch(() => undefined))) ?? latest;
    shown.setLatest(now);
    const { received } = outcome;
    shown.setStage({ is: 'received', received, sheet: await openSheet(now, received.day) });
    return;
  }
  if (outcome.kind === 'conflict') {
    shown.setStage({ is: 'conflict', latest: outcome.latest, waiting: outcome.waiting });
    return;
  }
  shown.setWaiting({ is: outcome.kind, detail: outcome.detail });
}
