import { useEffect, useRef, useState } from 'preact/hooks';
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
  const steps = stepsWith({ setStage, setPhone, setLatest, setWaiting });
  const last = useRef(steps);
  last.current = steps;
  useEffect(() => {
    void last.current.open();
    const retry = () => void last.current.tryAgain();
    const timer = setInterval(retry, RETRY_MS);
    addEventListener('online', retry);
    // The sheet of another store may be scanned while the page is open.
    const scanned = () => void last.current.open();
    addEventListener('hashchange', scanned);
    return () => {
      clearInterval(timer);
      removeEventListener('online', retry);
      removeEventListener('hashchange', scanned);
    };
  }, []);
  return {
    stage,
    phone,
    latest,
    waiting: waiting.is,
    detail: waiting.detail,
    send: () => steps.send(stage),
    enterAgain: steps.enter,
    tryAgain: () => (stage.is === 'stranger' ? steps.open(stage.sheet) : steps.tryAgain()),
    decide: (which) => steps.decide(stage, which),
  };
}

interface Shown {
  readonly setStage: (stage: Stage | ((now: Stage) => Stage)) => void;
  readonly setPhone: (phone: PhoneKey) => void;
  readonly setLatest: (latest: Latest) => void;
  readonly setWaiting: (waiting: { readonly is: Waiting; readonly detail?: string | undefined }) => void;
}

function stepsWith(shown: Shown) {
  const steps = {
    /** Lets the phone in by the sheet of the address, or by the key that it has. */
    async open(again?: SheetCode): Promise<void> {
      const sheet = again ?? codeIn(location.hash);
      if (sheet) {
        shown.setStage({ is: 'opening' });
        try {
          await enrol(sheet);
        } catch (error) {
          const known = await kept('phone');
          // A sheet that was used by this very phone is scanned again each morning: its key still counts.
          if (!known || known.store !== sheet.store || known.retailer !== sheet.retailer) {
            shown.setStage({ is: 'stranger', sheet, refusal: detailOf(error) });
            return;
          }
        }
      }
      // The code must not stay in the address of a phone that is passed on; until its key is kept it is needed.
      if (location.hash !== '') history.replaceState(undefined, '', location.pathname);
      const phone = await kept('phone');
      if (!phone) return shown.setStage({ is: 'stranger' });
      shown.setPhone(phone);
      await steps.enter();
      await steps.tryAgain();
    },

    /** Shows the sheet of the day: first from what is kept here, then with what the server says. */
    async enter(): Promise<void> {
      const phone = await kept('phone');
      if (!phone) return shown.setStage({ is: 'stranger' });
      const known = await kept('latest');
      if (known) await show(shown, known);
      try {
        await show(shown, await askLatest(phone));
        shown.setWaiting({ is: (await kept('waiting')) ? 'later' : 'none' });
      } catch (error) {
        const refusal = refusalOf(error);
        if (refusal === 'locked-out') shown.setWaiting({ is: 'locked-out', detail: detailOf(error) });
        else if (!known) shown.setStage({ is: 'stranger', refusal: undefined });
      }
    },

    /** Puts the sheet into the queue of this phone, and sends it if there is a network. */
    async send(stage: Stage): Promise<void> {
      const phone = await kept('phone');
      if (stage.is !== 'entering' || !phone) return;
      const { sheet } = stage;
      await keep('waiting', waitingFrom(phone, sheet, rowsToSend(sheet)));
      shown.setWaiting({ is: 'later' });
      await steps.tryAgain();
    },

    async tryAgain(): Promise<void> {
      const phone = await kept('phone');
      if (phone) await tell(shown, await sendWaiting(phone));
    },

    async decide(stage: Stage, which: 'ours' | 'theirs'): Promise<void> {
      if (stage.is !== 'conflict') return;
      if (which === 'theirs') {
        await drop('waiting', 'draft');
        shown.setWaiting({ is: 'none' });
        shown.setStage({ is: 'opening' });
        return steps.enter();
      }
      const { latest, waiting } = stage;
      await keep('waiting', { ...waiting, knownRevision: latest.current?.revision ?? 0, knownDay: latest.today });
      shown.setStage({ is: 'opening' });
      await steps.tryAgain();
    },
  };
  return steps;
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
