import type { PlaceEpisodes } from '#domain/detection/episode.ts';
import type { Suggestion } from '#domain/matching/suggestion.ts';
import type { SupplySearch } from '#domain/matching/supply-search.ts';
import type { OutgoingMessage } from '#functions/deliver-messages/deliver-message.ts';
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

/** Sending without trying again what somebody claimed and did not finish: it is taken for done, also by the clock. */
export const WITHOUT_FINISHING: LeftOut = {
  sweep: true,
  deliver: (ports) => {
    let own: string | undefined;
    return {
      ...ports,
      readConversation: async (event, reader) => {
        own ??= event;
        const kept = await ports.readConversation(event, reader);
        // To whom an event was joined what is claimed there is no secret.
        return event === own && kept?.value.sending ? undefined : kept;
      },
    };
  },
};

/** Sending without claiming a message before: only what came of it is written. */
export const WITHOUT_CLAIMING: LeftOut = {
  deliver: (ports) => {
    const before = new Map<string, string | undefined>();
    return {
      ...ports,
      putConversation: async (conversation, expected) => {
        if (conversation.sending) {
          before.set('claim', expected);
          return 'claim';
        }
        return ports.putConversation(conversation, before.has(expected ?? '') ? before.get(expected ?? '') : expected);
      },
    };
  },
};

/** Sending without saying on a repeat that it may be one. */
export const WITHOUT_MARKING: LeftOut = {
  deliver: (ports) => ({
    ...ports,
    reader: async (id) => {
      const reader = await ports.reader(id);
      const ways = reader?.ways.map((way) => ({
        ...way,
        send: (message: OutgoingMessage) => way.send({ ...message, repeat: false }),
      }));
      return reader && ways && { ...reader, ways };
    },
  }),
};

/** A clock that does not look which messages wait. */
export const WITHOUT_SWEEPING: LeftOut = { sweep: true };

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
