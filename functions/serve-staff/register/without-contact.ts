import type { Contact } from '#domain/store.ts';

/** What the trail keeps of a shop or retailer: nothing that says who its contact is, since a line is never taken back. */
export function withoutContact<Kept extends { readonly contact?: Contact }>({
  contact: _,
  ...rest
}: Kept): Omit<Kept, 'contact'> {
  return rest;
}

/** The names of what has changed of a contact, never how it reads. */
export function changedContact(before: Contact | undefined, after: Contact | undefined): string[] | undefined {
  const names = ['name', 'phone', 'email'] as const;
  const changed = names.filter((name) => before?.[name] !== after?.[name]);
  return changed.length > 0 ? changed : undefined;
}
