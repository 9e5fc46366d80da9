import { useMemo } from 'preact/hooks';
import type { EntrySheet } from './entry-sheet.ts';
import type { PhoneKey } from './on-this-phone.ts';
import { verdictsOn } from './send-report.ts';

/** What the server would say of a row, as soon as it is asked. */
export interface Verdicts {
  /** Has a row judged, together with others that change at the same time. */
  readonly judge: (key: string) => void;
  readonly of: (key: string) => string | undefined;
  readonly listen: (key: string, hear: () => void) => () => void;
}

/** So long it is waited for other rows: who types fast asks once for several. */
const GATHER_MS = 700;

/** Judges rows while they are typed, by trials that keep nothing; without a network there is none. */
export function useVerdicts(sheet: EntrySheet, phone: PhoneKey): Verdicts {
  return useMemo(() => verdictsFor(sheet, phone), [sheet, phone]);
}

function verdictsFor(sheet: EntrySheet, phone: PhoneKey): Verdicts {
  const wanted = new Set<string>();
  const said = new Map<string, string>();
  const listeners = new Map<string, () => void>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const ask = async () => {
    timer = undefined;
    const rows = [...wanted].map(sheet.valueOf).filter(({ price }) => price !== undefined);
    const asked = [...wanted];
    wanted.clear();
    if (rows.length === 0 || !navigator.onLine) return;
    const verdicts = await verdictsOn(phone, sheet.day, rows);
    for (const key of asked) {
      const verdict = verdicts.get(key);
      if (verdict === said.get(key)) continue;
      if (verdict === undefined) said.delete(key);
      else said.set(key, verdict);
      listeners.get(key)?.();
    }
  };
  return {
    judge(key) {
      wanted.add(key);
      clearTimeout(timer);
      timer = setTimeout(() => void ask(), GATHER_MS);
    },
    of: (key) => said.get(key),
    listen(key, hear) {
      listeners.set(key, hear);
      return () => listeners.delete(key);
    },
  };
}
