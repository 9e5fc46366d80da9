import { fileSafe } from '#domain/notification/delivery.ts';

/** What a message of the deliveries is called by. */
interface NamedMessage {
  /** `<event>-<number>-<reader>`, each safe as a file name. */
  readonly id: string;
  readonly news: { readonly event: string };
}

/**
 * The tags of a message's mail, by which SES names it when it comes back: event, reader and number, each as base64url,
 * since SES takes letters, digits, `_` and `-` only. `functions/deliver-messages/read-message.ts` reads them.
 */
export function mailTags({ id, news: { event } }: NamedMessage): Readonly<Record<string, string>> {
  const [, n = '', reader = ''] = /^(\d+)-(.*)$/.exec(id.slice(fileSafe(event).length + 1)) ?? [];
  const unsafe = decodeURIComponent(reader.replaceAll('=', '%'));
  return { event: encoded(event), reader: encoded(unsafe), n };
}

function encoded(text: string): string {
  return Buffer.from(text, 'utf8').toString('base64url');
}
