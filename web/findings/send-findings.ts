import { RefusedRequest } from '#contract/client.ts';
import { call } from '#web/asking/answers.ts';
import { askAgain } from '#web/asking/use-answer.ts';
import { isUnsent, type WaitingFinding } from './finding.ts';
import { forgetSent, markRefused, markSent, waitingFindings } from './waiting-findings.ts';

/** Answers after which another try with the same finding can only be refused again. */
const FOR_GOOD = [400, 403, 404, 422];
/** The device's clock runs ahead: what it saw is taken once the server's has come as far. */
const TOO_EARLY = 'not-yet';

let running: Promise<void> | undefined;
/** Somebody has asked while others were being sent: the network may be back since one of them was lost. */
let isAskedAgain = false;

/**
 * Sends what a person has seen and what waits on this device, one after the other. What the network or the server does not
 * take stays. The same sent twice is one, since each says when it was seen.
 */
export function sendFindings(person: string): Promise<void> {
  if (running) {
    isAskedAgain = true;
    return running;
  }
  running = sendAll(person).finally(() => {
    running = undefined;
    if (!isAskedAgain) return;
    isAskedAgain = false;
    void sendFindings(person);
  });
  return running;
}

async function sendAll(person: string): Promise<void> {
  forgetSent();
  let sent = 0;
  const next = () => waitingFindings().find((one) => one.person === person && isUnsent(one));
  for (let one = next(); one; one = next()) {
    if (!(await isSettled(one))) break;
    sent++;
  }
  if (sent > 0) await askAgain('GET /v1/events/{id}/shops', 'GET /v1/events/{id}');
}

/** Resolves to whether it needs no other try. */
async function isSettled(waiting: WaitingFinding): Promise<boolean> {
  try {
    await call('POST /v1/verifications', { body: waiting.finding });
    markSent(waiting);
    return true;
  } catch (error) {
    if (!(error instanceof RefusedRequest) || !FOR_GOOD.includes(error.status)) return false;
    if (error.problem?.code === TOO_EARLY) return false;
    markRefused(waiting, error.problem?.detail ?? String(error.status));
    return true;
  }
}
