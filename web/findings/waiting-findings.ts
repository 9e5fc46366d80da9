import type { Finding, WaitingFinding } from './finding.ts';

const KEPT_AS = 'waiting-findings';
/** Told to the window when what waits has changed. */
const CHANGED = 'waiting-findings-changed';

/** What a browser without room could not keep: it lives as long as the page. */
let unkept: readonly WaitingFinding[] | undefined;

/** What waits on this device and was sent a while ago, in the order in which it was seen. */
export function waitingFindings(): readonly WaitingFinding[] {
  if (unkept) return unkept;
  const kept = localStorage.getItem(KEPT_AS);
  return kept === null ? [] : (JSON.parse(kept) as WaitingFinding[]);
}

/** Keeps findings until they are sent: a reload, a closed window or an empty battery loses none. */
export function keepFindings(person: string, findings: readonly Finding[]): void {
  write([...waitingFindings(), ...findings.map((finding) => ({ person, finding }))]);
}

/** Forgets a finding that its author gives up. */
export function dropFinding({ finding }: WaitingFinding): void {
  write(waitingFindings().filter((one) => !isSame(one.finding, finding)));
}

/** Answers that were asked for before something was sent have come by then. */
const KNOWN_AFTER_MS = 600_000;

/** Marks a finding that the server has taken: what it answers later stands until all answers can know of it. */
export function markSent({ finding }: WaitingFinding): void {
  const sentAt = new Date().toISOString();
  write(waitingFindings().map((one) => (isSame(one.finding, finding) ? { ...one, sentAt } : one)));
}

/** Forgets what was sent so long ago that every answer knows of it. */
export function forgetSent(): void {
  const all = waitingFindings();
  const left = all.filter(({ sentAt }) => sentAt === undefined || Date.now() - Date.parse(sentAt) < KNOWN_AFTER_MS);
  if (left.length < all.length) write(left);
}

/** Marks a finding that was refused for good. */
export function markRefused({ finding }: WaitingFinding, refusal: string): void {
  write(waitingFindings().map((one) => (isSame(one.finding, finding) ? { ...one, refusal } : one)));
}

/** Hears of every change, also of those in other tabs; returns how to stop. */
export function onWaitingChange(listen: () => void): () => void {
  addEventListener(CHANGED, listen);
  addEventListener('storage', listen);
  return () => {
    removeEventListener(CHANGED, listen);
    removeEventListener('storage', listen);
  };
}

function isSame(a: Finding, b: Finding): boolean {
  return a.event === b.event && a.store === b.store && a.product === b.product && a.at === b.at;
}

function write(findings: readonly WaitingFinding[]): void {
  try {
    localStorage.setItem(KEPT_AS, JSON.stringify(findings));
    unkept = undefined;
  } catch {
    unkept = findings;
  }
  dispatchEvent(new Event(CHANGED));
}
