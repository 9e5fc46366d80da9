import type { Contact, RetailerWebhook } from '#domain/store.ts';

/** How a shop or retailer is reached. */
interface Reached {
  readonly contact?: Contact;
  readonly webhook?: RetailerWebhook;
}

/**
 * What the trail keeps of a shop or retailer: nothing that says who its contact is or where messages are posted to, since
 * a line is never taken back.
 */
export function withoutContact<Kept extends { readonly contact?: Contact; readonly webhook?: unknown }>({
  contact: _contact,
  webhook: _webhook,
  ...rest
}: Kept): Omit<Kept, 'contact' | 'webhook'> {
  return rest;
}

/** The names of what has changed of how one is reached, never how it reads. */
export function changedContact(before: Reached | undefined, after: Reached): string[] | undefined {
  const names = ['name', 'phone', 'email'] as const;
  const changed: string[] = names.filter((name) => before?.contact?.[name] !== after.contact?.[name]);
  const [was, is] = [before?.webhook, after.webhook];
  if (was?.address !== is?.address || was?.secret !== is?.secret) changed.push('webhook');
  return changed.length > 0 ? changed : undefined;
}
