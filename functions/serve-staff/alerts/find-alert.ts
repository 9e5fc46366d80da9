import { type Alert, placeOfAlert } from '#domain/alert/alert.ts';
import type { Catalogue } from '#domain/catalogue.ts';
import { Problem } from '#runtime/problem.ts';
import { requireOwn, type StaffMember } from '../http/own-places.ts';

export interface FindAlertPorts {
  readonly catalogue: Catalogue;
  readonly readAlert: (id: string) => Promise<{ readonly value: Alert } | undefined>;
}

/** The alert of a path. Raises `unknown-alert` (404), or `not-your-place` (403) before it says whether there is one. */
export async function findAlert(ports: FindAlertPorts, staff: StaffMember, id: string): Promise<Alert> {
  const place = placeOfAlert(id);
  if (place !== undefined) requireOwn(staff, ports.catalogue, place);
  const kept = place === undefined ? undefined : await ports.readAlert(id);
  if (kept) return kept.value;
  throw new Problem(404, 'unknown-alert', { vi: 'Không có cảnh báo này.', en: 'There is no such alert.' });
}
