import { useEffect, useRef, useState } from 'preact/hooks';
import { useSession } from '#web/sign-in/session.tsx';
import type { Finding, WaitingFinding } from './finding.ts';
import { sendFindings } from './send-findings.ts';
import { dropFinding, keepFindings, onWaitingChange, waitingFindings } from './waiting-findings.ts';

/** What the reader has seen at shops and not sent yet, or a while ago. */
export interface Findings {
  readonly waiting: readonly WaitingFinding[];
  /** Keeps what was seen, and sends it if there is a network. */
  readonly tell: (findings: readonly Finding[]) => void;
  readonly giveUp: (finding: WaitingFinding) => void;
}

/** The findings of who is signed in, or was until the session ended under an open page. */
export function useFindings(): Findings {
  const person = useLastPerson();
  const [all, setAll] = useState(waitingFindings);
  useEffect(() => onWaitingChange(() => setAll(waitingFindings())), []);
  return {
    waiting: all.filter((one) => one.person === person),
    tell: (findings) => {
      if (person === undefined) return;
      keepFindings(person, findings);
      void sendFindings(person);
    },
    giveUp: dropFinding,
  };
}

function useLastPerson(): string | undefined {
  const person = useSession().who?.person;
  const last = useRef(person);
  if (person !== undefined) last.current = person;
  return last.current;
}
