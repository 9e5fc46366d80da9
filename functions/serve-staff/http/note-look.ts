import type { AuditEntry } from '#domain/audit-entry.ts';
import { type AuditPort, lineOf } from './audit.ts';
import type { StaffMember } from './own-places.ts';

export interface NoteLookPorts extends AuditPort {
  /** Adds a line of who has looked at what. */
  readonly addLook: (line: AuditEntry) => Promise<unknown>;
}

/** What somebody was shown. */
export interface Look {
  /** As in the contract: `GET /v1/alerts/{id}/evidence`. */
  readonly key: string;
  readonly params: Readonly<Record<string, string>> | undefined;
  readonly query: object;
  readonly body: unknown;
}

const HOUR_MS = 3_600_000;
/** So many looks are remembered; those of the hours before are forgotten then. */
const MOST_REMEMBERED = 10_000;
/** Members that say how somebody is reached, wherever an answer has them. */
const REACHES = ['contact', 'phone', 'emails'];

/**
 * Notes who has looked at contacts, or at the rows behind an alert: one line a person, thing and hour. It is kept before
 * the answer leaves, so nobody looks without one.
 */
export function noteLook(ports: NoteLookPorts) {
  const noted = new Set<string>();
  return async (staff: StaffMember, look: Look): Promise<void> => {
    const seen = seenIn(look);
    if (!seen) return;
    const hour = Math.floor(ports.clock() / HOUR_MS);
    const name = JSON.stringify([staff.id, seen, hour]);
    if (noted.has(name)) return;
    await ports.addLook(lineOf(ports, staff, seen));
    if (noted.size >= MOST_REMEMBERED) noted.clear();
    noted.add(name);
  };
}

function seenIn({ key, params, query, body }: Look) {
  const [method, path = ''] = key.split(' ');
  if (method !== 'GET') return undefined;
  if (path.endsWith('/evidence')) {
    return { action: 'look-at-evidence', subject: `alert/${params?.['id']}` } as const;
  }
  if (!tellsHowToReach(body)) return undefined;
  const named = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => params?.[name] ?? '');
  const { place } = query as { readonly place?: unknown };
  const after = typeof place === 'string' ? { place } : undefined;
  return { action: 'look-at-contacts', subject: `contacts${named}`, after } as const;
}

function tellsHowToReach(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(value).some(
    ([member, held]) => (REACHES.includes(member) && isSaid(held)) || tellsHowToReach(held),
  );
}

function isSaid(held: unknown): boolean {
  return Array.isArray(held) ? held.length > 0 : held !== undefined;
}
