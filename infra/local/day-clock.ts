import { type BusinessDay, businessDayOf, cutOffOf, DEFAULT_CUT_OFF } from '#domain/business-day.ts';

/** What the schedules of the cloud do on one machine. */
export interface DayClock {
  /** Opens today, and from now on looks each minute what is due, and all the time whose supply has changed. */
  readonly start: () => Promise<void>;
  /** Closes today if its cut-off is past, however late; past days are left, since their figures are of today by now. */
  readonly closeIfDue: () => Promise<void>;
  readonly close: (day: BusinessDay) => Promise<void>;
  /** Looks no more; resolves once a closing, a look and an export that run have ended. */
  readonly stop: () => Promise<void>;
}

interface DayClockPorts {
  readonly clock: () => number;
  readonly openToday: () => Promise<unknown>;
  readonly closeAt: (at: string) => Promise<unknown>;
  /** Copies the trail's lines of the days before into files; nobody waits for it. */
  readonly exportTrail: () => Promise<unknown>;
  /** Wakes the alerts that should be searched again. */
  readonly lookAgain: () => Promise<unknown>;
  /** Resolves once what was written before has been handled. */
  readonly idle: () => Promise<void>;
  /** False until the scenario is there: a day is closed once, and would be with empty shelves; and nobody waits for a look. */
  readonly isReady: () => boolean;
}

const MINUTE_MS = 60_000;
/** Somebody may be watching one machine: it looks more often than the cloud does. */
const LOOK_EVERY_MS = 10_000;

export function dayClock({
  clock,
  openToday,
  closeAt,
  exportTrail,
  lookAgain,
  idle,
  isReady,
}: DayClockPorts): DayClock {
  let openedOn = '';
  let closedOn = '';
  let isStopping = false;
  let closing: Promise<unknown> = Promise.resolve();
  let exporting: Promise<unknown> = Promise.resolve();
  let looking: Promise<unknown> | undefined;
  let eachMinute: NodeJS.Timeout | undefined;
  let eachLook: NodeJS.Timeout | undefined;

  const close = async (day: BusinessDay) => {
    await closeAt(new Date(cutOffOf(day, DEFAULT_CUT_OFF)).toISOString());
  };
  const openIfNew = async () => {
    const today = businessDayOf(clock());
    if (today === openedOn) return;
    await openToday();
    openedOn = today;
    exporting = exportTrail().catch(reportFailure);
  };
  const closeIfDue = async () => {
    const now = clock();
    const today = businessDayOf(now);
    const isDue = today !== closedOn && now >= cutOffOf(today, DEFAULT_CUT_OFF);
    if (!isReady() || isStopping || !isDue) return;
    closing = close(today);
    await closing;
    closedOn = today;
  };
  const look = () => {
    if (!isReady()) return;
    looking ??= lookAgain()
      .catch(reportFailure)
      .finally(() => {
        looking = undefined;
      });
  };
  return {
    close,
    closeIfDue,
    async start() {
      await openIfNew();
      // What was reported before the last stop is assessed first, if that takes no longer than a minute.
      void idle().then(closeIfDue).catch(reportFailure);
      eachMinute = setInterval(() => void openIfNew().then(closeIfDue).catch(reportFailure), MINUTE_MS);
      eachMinute.unref();
      eachLook = setInterval(look, LOOK_EVERY_MS);
      eachLook.unref();
    },
    async stop() {
      isStopping = true;
      clearInterval(eachMinute);
      clearInterval(eachLook);
      await closing.catch(reportFailure);
      await looking;
      await exporting;
    },
  };
}

function reportFailure(error: unknown): void {
  process.stderr.write(`What the clock started has failed, tried again in a minute: ${String(error)}\n`);
}
