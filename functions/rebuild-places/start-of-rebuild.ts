import { addDays, type BusinessDay } from '#domain/business-day.ts';

/** Reports are kept no longer: before them there is nothing to fold. */
const LONGEST_WAY_BACK_DAYS = 400;

interface StartPorts {
  readonly isOpen: (place: string, day: BusinessDay) => Promise<boolean>;
  readonly readWholeDay: (
    place: string,
    day: BusinessDay,
    withMemory: boolean,
  ) => Promise<{ readonly inherited: () => object | undefined }>;
  /** Notes of what cannot be read that it is to be made anew; raises what is no such error. */
  readonly noteUnreadable: (error: unknown) => Promise<void>;
}

/** Raised where all that could be begun with is unreadable or gone. */
export class NothingToBeginWith extends Error {
  override readonly name = 'NothingToBeginWith';
  /** Repeating does not mend it. */
  readonly isPermanent = true;
}

/**
 * The day to begin with, the asked one or an earlier: the last that is open and whose memory can be read. Days that are
 * not open were filled from files and hand nothing on that is kept, so they are all folded from `first` on, the first day
 * that was filled so. Without such files nothing lies before the first day that was opened, if that one inherited nothing.
 */
export async function startOf(
  ports: StartPorts,
  place: string,
  from: BusinessDay,
  first: BusinessDay | undefined,
): Promise<BusinessDay> {
  const earliest = addDays(from, -LONGEST_WAY_BACK_DAYS);
  let unreadable: unknown;
  for (let day = from; day >= earliest; day = addDays(day, -1)) {
    const isOpen = await ports.isOpen(place, day);
    if (isOpen) {
      try {
        if ((await ports.readWholeDay(place, day, true)).inherited()) return day;
      } catch (error) {
        await ports.noteUnreadable(error);
        unreadable = error;
        continue;
      }
    }
    const isBehindFiles = first === undefined ? isOpen : day <= first;
    if (isBehindFiles && !(isOpen && (await ports.isOpen(place, addDays(day, -1))))) return day;
  }
  throw new NothingToBeginWith(`${place} cannot be folded anew from ${from}: no memory before it can be read`, {
    cause: unreadable,
  });
}
