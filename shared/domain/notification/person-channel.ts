import type { Level } from '../level.ts';

export const CHANNEL_KINDS = ['mail', 'webhook', 'sms'] as const;
export type ChannelKind = (typeof CHANNEL_KINDS)[number];

/** What a webhook takes: our own body, or that of a service. */
export const WEBHOOK_FORMS = ['binh-on', 'teams', 'slack', 'zalo'] as const;

/** Without a form, as earlier versions kept it, a webhook takes our own body. */
export type WebhookChannel = { readonly kind: 'webhook'; readonly address: string } & (
  | { readonly form?: 'binh-on'; readonly secret: string }
  /** Their addresses are secrets themselves; with one of ours the messages are signed as well. */
  | { readonly form: 'teams' | 'slack'; readonly secret?: string }
  /** Sends by a template that was registered with the gateway, to a telephone. */
  | { readonly form: 'zalo'; readonly secret: string; readonly phone: string; readonly template: string }
);

/** A way by which a person is told, with its address. Webhooks are signed with the secret, if there is one. */
export type PersonChannel = { readonly kind: 'mail' | 'sms'; readonly address: string } | WebhookChannel;

/** The kinds that carry news of a level: a text message carries crises, and the end of what was told as one. */
export function kindsFor(level: Level, kinds: readonly ChannelKind[] = CHANNEL_KINDS): readonly ChannelKind[] {
  return level === 'crisis' ? kinds : kinds.filter((kind) => kind !== 'sms');
}

/** The kinds that a list such as "mail,webhook" names; none where nothing is said. */
export function kindsIn(list: string | undefined): readonly ChannelKind[] | undefined {
  const named = list?.split(',');
  return named && CHANNEL_KINDS.filter((kind) => named.includes(kind));
}
