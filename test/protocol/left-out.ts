import type { PlaceEpisodes } from '#domain/detection/episode.ts';
import type { Suggestion } from '#domain/matching/suggestion.ts';
import type { SupplySearch } from '#domain/matching/supply-search.ts';
import type { Delivery } from '#domain/notification/delivery.ts';
import type { Kept } from '#storage/table-client.ts';
import type { LeftOut } from './functions-in-steps.ts';

/** Assessing without reading the inputs again after a write: it is told what it has read before. */
export const WITHOUT_VERIFYING: LeftOut = {
  assess: (ports) => {
    let seen = '';
    return {
      ...ports,
      readPlaceDay: async (place, date) => {
        const reading = await ports.readPlaceDay(place, date);
        seen = reading?.fingerprint ?? '';
        return reading;
      },
      fingerprint: async () => seen,
    };
  },
};

/** Folding many days without reading their reports and the request again in the end: they are taken for what they were. */
export const WITHOUT_READING_AGAIN: LeftOut = {
  rebuild: (ports) => {
    const seen = new Map<string, string>();
    let asked: ReturnType<typeof ports.readRebuild> | undefined;
    return {
      ...ports,
      readRebuild: (place) => {
        asked ??= ports.readRebuild(place);
        return asked;
      },
      readWholeDay: async (place, day, withMemory) => {
        const reading = await ports.readWholeDay(place, day, withMemory);
        seen.set(`${place} ${day}`, reading.fingerprint);
        return reading;
      },
      fingerprintOfWholeDay: async (place, day) => seen.get(`${place} ${day}`) ?? '',
    };
  },
};

/** Assessing without saying in the heads that the facts behind them are about to change: they are written first. */
export const WITHOUT_ANNOUNCING: LeftOut = { assess: (ports) => ({ ...ports, changing: (head) => head }) };

/** Reconciling without reading the episodes again after the alerts were written. */
export const WITHOUT_SECOND_READING: LeftOut = {
  reconcile: (ports) => {
    let seen: Kept<PlaceEpisodes> | undefined;
    let hasWritten = false;
    return {
      ...ports,
      readEpisodes: async (place) => {
        if (!hasWritten) seen = await ports.readEpisodes(place);
        hasWritten = false;
        return seen;
      },
      putAlert: async (alert, expected) => {
        hasWritten = await ports.putAlert(alert, expected);
        return hasWritten;
      },
    };
  },
};

/** Responding without finishing what was claimed and not sent: it is taken for done. */
export const WITHOUT_FINISHING: LeftOut = {
  respond: (ports) => ({
    ...ports,
    deliveriesOf: async (alert) =>
      (await ports.deliveriesOf(alert)).map((delivery) =>
        delivery.state === 'claimed' ? { ...delivery, state: 'muted' as const } : delivery,
      ),
  }),
};

/** Responding without claiming a message before it is sent: only what came of it is written. */
export const WITHOUT_CLAIMING: LeftOut = {
  respond: (ports) => {
    const before = new Map<Delivery, Delivery | undefined>();
    return {
      ...ports,
      putDelivery: async (delivery, read) => {
        if (delivery.state !== 'claimed')
          return ports.putDelivery(delivery, read && before.has(read) ? before.get(read) : read);
        before.set(delivery, read);
        return true;
      },
    };
  },
};

/** Responding without saying on a repeat that it may be one. */
export const WITHOUT_MARKING: LeftOut = {
  respond: (ports) => ({
    ...ports,
    channels: ports.channels.map((channel) => ({
      ...channel,
      send: ({ delivery: { repeat: _mark, ...delivery }, ...news }, recipients) =>
        channel.send({ ...news, delivery }, recipients),
    })),
  }),
};

/** Responding without reading the alert again when everything was sent. */
export const WITHOUT_LOOKING_AGAIN: LeftOut = {
  respond: (ports) => {
    let last: Awaited<ReturnType<typeof ports.readAlert>>;
    let startsOver = true;
    return {
      ...ports,
      readAlert: async (id) => {
        if (startsOver) last = await ports.readAlert(id);
        startsOver = false;
        return last;
      },
      putDelivery: async (delivery, read) => {
        const isKept = await ports.putDelivery(delivery, read);
        startsOver ||= !isKept;
        return isKept;
      },
    };
  },
};

/** Searching once for each version: the clock looks and wakes nobody. */
export const WITHOUT_LOOKS: LeftOut = {
  look: (ports) => ({ ...ports, wakeEvent: async () => undefined }),
};

/** Keeping suggestions without looking, after any was written, what has become of the search and of the others. */
export const WITHOUT_LOOKING_AT_SEARCHES: LeftOut = {
  respond: (ports) => {
    let latest: SupplySearch | undefined;
    let written: readonly Suggestion[] = [];
    return {
      ...ports,
      latestSearch: async (alert) => {
        if (written.length === 0) latest = await ports.latestSearch(alert);
        return latest;
      },
      putSearch: async (search, read) => {
        latest = search;
        return ports.putSearch(search, read);
      },
      suggestionsOf: async (alert) => {
        const kept = await ports.suggestionsOf(alert);
        return written.length === 0 ? kept : written;
      },
      putSuggestion: async (suggestion) => {
        written = [...written, suggestion];
        return ports.putSuggestion(suggestion);
      },
      replaceSuggestion: async (suggestion, read) => {
        written = [...written, suggestion];
        return ports.replaceSuggestion(suggestion, read);
      },
    };
  },
};

/** A stream that drops what was not worked through. */
export const WITHOUT_REDELIVERY: LeftOut = { redelivery: true };
