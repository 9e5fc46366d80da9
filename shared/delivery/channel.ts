import { NotAccepted } from '#domain/notification/delivery.ts';

/** What ways are made from: settings, the clock (milliseconds since the epoch), the network, and what opens secrets. */
export interface Surroundings {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly clock: () => number;
  readonly fetch: typeof globalThis.fetch;
  /** The secret of a webhook as it was before it was sealed. */
  readonly openSecret: (sealed: string) => Promise<string>;
}

/** Raises `NotAccepted` where AWS has answered with a refusal; without any answer the message may have gone out. */
export async function unlessRefused<Answer>(sending: Promise<Answer>): Promise<Answer> {
  try {
    return await sending;
  } catch (error) {
    const { name, message, $metadata } = error as Error & { $metadata?: { httpStatusCode?: number } };
    throw $metadata?.httpStatusCode === undefined ? error : new NotAccepted(`${name}: ${withoutAddresses(message)}`);
  }
}

/**
 * SES and SNS name the addresses and telephones that they refuse: the cause of a failed delivery is kept for years, and
 * an address is not.
 */
function withoutAddresses(message: string): string {
  return message
    .replaceAll(/[^\s<>,;:()[\]"']+@[^\s<>,;:()[\]"']+/g, '(address)')
    .replaceAll(/\+?\d{8,15}/g, '(number)');
}
