import type { AuditEntry } from '#domain/audit-entry.ts';
import type { Platform } from '#runtime/platform.ts';
import { lineOfItem } from '#storage/trail-pages.ts';
import { keptItems } from './kept-items.ts';

/** All lines of changes, oldest first: those of the trail, and those that wait in the items that were changed. */
export async function auditLines(platform: Platform): Promise<AuditEntry[]> {
  const items = await keptItems(platform);
  const lines = [...items].flatMap(([name, item]) => {
    if (name.startsWith('trail change#')) return [lineOfItem(item)];
    return typeof item['unpublished'] === 'string' ? (JSON.parse(item['unpublished']) as AuditEntry[]) : [];
  });
  return lines.toSorted((a, b) => a.at - b.at);
}
