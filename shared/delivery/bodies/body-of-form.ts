import { NotAccepted } from '#domain/notification/delivery.ts';
import type { WebhookChannel } from '#domain/notification/person-channel.ts';
import type { EventMessage } from '../event-message.ts';
import { eventBody } from './event-body.ts';
import { slackBlocks } from './slack-blocks.ts';
import { teamsCard } from './teams-card.ts';
import { zaloTemplate } from './zalo-template.ts';

/** A message in the form that a webhook takes. Raises `NotAccepted` where the channel lacks what its form needs. */
export function bodyOfForm(message: EventMessage, webhook: WebhookChannel): object {
  switch (webhook.form) {
    case 'teams':
      return teamsCard(message);
    case 'slack':
      return slackBlocks(message);
    case 'zalo': {
      const body = zaloTemplate(message, webhook);
      if (!body) throw new NotAccepted('The telephone of the channel is no number');
      return body;
    }
    default:
      return eventBody(message);
  }
}
