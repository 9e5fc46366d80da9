import { type BusinessDay, businessDayOf, cutOffOf, DEFAULT_CUT_OFF } from '#domain/business-day.ts';

/** What the schedules of the cloud do on one machine. */
export interface DayClock {
  /** Opens today, and from now on looks each minute what is due. */
  readonly start: () => Promise<void>;
  /** Closes today if its cut-off is past, however late; past days are left, since their figures are of today by now. */
  readonly closeIfDue: () => Promise<void>;
  readonly close: (day: BusinessDay) => Promise<void>;
  /** Looks no more; resolves once a closing that runs has ended. */
  readonly stop: () => Promise<void>;
}

interface DayClockPorts {
  readonly clock: () => number;
  readonly openToday: () => Promise<unknown>;
  readonly closeAt: (at: string) => Promise<unknown>;
  /** Resolves once what was written before has been handled. */
  readonly idle: () => Promise<void>;
  /** False until the scenario is there: a day is closed once, and would be with empty shelves. */
  readonly mayClose: () => boolean;
}

const MINUTE_MS = 60_000;

export function dayClock({ clock, openToday, closeAt, idle, mayClose }: DayClockPorts): DayClock {
  let openedOn = '';
  let closedOn = '';
  let isStopping = false;
  let closing: Promise<unknown> = Promise.resolve();
  let eachMinute: NodeJS.Timeout | undefined;

  const close = async (day: BusinessDay) => {
    await closeAt(new Date(cutOffOf(day, DEFAULT_CUT_OFF)).toISOString());
  };
  const openIfNew = async () => {
    const today = businessDayOf(clock());
    if (today !== openedOn) await openToday();
    openedOn = today;
  };
  const closeIfDue = async () => {
    const now = clock();
    const today = businessDayOf(now);
    const isDue = today !== closedOn && now >= cutOffOf(today, DEFAULT_CUT_OFF);
    if (!mayClose() || isStopping || !isDue) return;
    closing = close(today);
    await closing;
    closedOn = today;
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
    },
    async stop() {
      isStopping = true;
      clearInterval(eachMinute);
      await closing.catch(reportFailure);
    },
  };
}

function reportFailure(error: unknown): void {
  process.stderr.write(`The day could not be opened or closed, tried again in a minute: ${String(error)}\n`);
}
