import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { outboxChannel } from '#delivery/channels/outbox.ts';
import { writeMessage } from '#delivery/message.ts';
import type { Alert } from '#domain/alert/alert.ts';
import { addDays } from '#domain/business-day.ts';
import type { Suggestion } from '#domain/matching/suggestion.ts';
import type { Recipient } from '#domain/notification/recipient.ts';
import type { OutgoingChannel, RespondPorts } from '#functions/respond-to-alert/respond-ports.ts';
import { type Platform, requireSettings } from '#runtime/platform.ts';
import { deskStore } from '#storage/desk.ts';
import { readSuggestionsOfAlert } from '#supply-search/suggestions-of-alert.ts';
import { type ReadMail, readMail } from '#support/read-mail.ts';
import { anAlert, anEpisode, SMALL_CITY } from '#support/small-city.ts';
import type { Shop } from '#support/supply-world.ts';
import { answerAlert, respondingPorts } from './responding-ports.ts';

export const SHOPS: readonly Shop[] = [
  { key: 'hoa-sen/hk', place: 'hoan-kiem', stock: 10, demand: 50 },
  { key: 'hoa-sen/cn', place: 'cua-nam', stock: 300, demand: 20 },
  { key: 'binh-minh/cn', place: 'cua-nam', stock: 60, demand: 10 },
];

export type RespondScene = Awaited<ReturnType<typeof setScene>>;

/** An empty desk, two people who asked to be told of alerts of the city, and an outbox for their mails. */
export async function setScene(platform: Platform) {
  const desk = deskStore(platform.dynamodb, requireSettings(platform.env, ['DESK_TABLE']).DESK_TABLE);
  const outbox = await mkdtemp(join(tmpdir(), 'respond-'));
  let alertsMade = 0;
  const scene = {
    desk,
    now: Date.parse('2026-11-23T06:30:00+07:00'),
    recipients: [
      { id: 'lan', email: 'lan@example.vn', places: ['*'], levels: ['alert', 'crisis'], language: 'vi' },
      { id: 'ann', email: 'ann@example.org', places: ['ha-noi'], levels: ['alert', 'crisis'], language: 'en' },
    ] as readonly Recipient[],

    /** An alert with an id of its own. */
    ownAlert(changes: Partial<Alert> = {}, episode: Parameters<typeof anEpisode>[0] = {}): Alert {
      alertsMade += 1;
      return anAlert({
        ...changes,
        episode: anEpisode({ openedOn: addDays('2024-01-01', 4 * alertsMade), ...episode }),
      });
    },

    async keep(alert: Alert): Promise<Alert> {
      await desk.putAlert(alert, (await desk.readAlert(alert.id))?.hash);
      return alert;
    },

    mailChannel(): OutgoingChannel {
      const channel = outboxChannel(outbox, 'gia@example.vn');
      return { ...channel, leaseMs: 120_000, send: (news, person) => channel.send(writeMessage(news), person) };
    },

    ports: (changes: Partial<RespondPorts> = {}): ReturnType<typeof respondingPorts> =>
      respondingPorts(desk, {
        clock: () => scene.now,
        shops: SHOPS,
        channels: [scene.mailChannel()],
        recipients: async () => scene.recipients,
        ...changes,
      }),

    respond: (id: string, changes: Partial<RespondPorts> = {}): Promise<void> => answerAlert(scene.ports(changes))(id),

    /** What was suggested for an alert. */
    suggestionsFor: (alert: Alert): Promise<Suggestion[]> => readSuggestionsOfAlert(desk, SMALL_CITY, alert),

    async mails(): Promise<string[]> {
      return (await readdir(outbox)).filter((file) => file.endsWith('.eml')).sort();
    },

    async readMail(file: string): Promise<ReadMail> {
      return readMail(await readFile(join(outbox, file)));
    },

    async statesOf(id: string): Promise<string[]> {
      return (await desk.deliveriesOf(id)).map(
        ({ version, channel, kind, state }) => `${version} ${channel} ${kind} ${state}`,
      );
    },

    close: () => rm(outbox, { recursive: true }),
  };
  return scene;
}
