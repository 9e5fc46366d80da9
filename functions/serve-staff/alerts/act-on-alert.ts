import { type Alert, type AlertAction, type AlertActionKind, isLive, type SeenInside } from '#domain/alert/alert.ts';
import { seenInside } from '#domain/alert/false-alarm.ts';
import type { FalseAlarmReason } from '#domain/alert/false-alarm-reason.ts';
import type { AuditEntry } from '#domain/audit-entry.ts';
import { type BusinessDay, businessDayOf, daysBetween } from '#domain/business-day.ts';
import { isWithin } from '#domain/catalogue.ts';
import type { PlaceEpisodes } from '#domain/detection/episode.ts';
import { present } from '#domain/present.ts';
import { aFewAtOnce } from '#runtime/a-few-at-once.ts';
import { Problem } from '#runtime/problem.ts';
import { type AuditPort, lineOf } from '../http/audit.ts';
import type { StaffMember } from '../http/own-places.ts';
import { type DescribeAlertPorts, describeAlert } from './describe-alert.ts';
import { type FindAlertPorts, findAlert } from './find-alert.ts';

export interface ActOnAlertPorts extends DescribeAlertPorts, FindAlertPorts, AuditPort {
  readonly putAction: (action: AlertAction, lines: readonly AuditEntry[]) => Promise<boolean>;
  readonly readEpisodes: (place: string) => Promise<{ readonly value: PlaceEpisodes } | undefined>;
}

interface ActionOrder {
  readonly staff: StaffMember;
  readonly params: { readonly id: string };
  readonly body: { readonly note?: string; readonly until?: BusinessDay; readonly reason?: FalseAlarmReason };
}

/** Places that are read side by side. */
const AT_ONCE = 25;

/** A silence is for a known while; what goes on for longer is looked at again. */
const LONGEST_SILENCE_DAYS = 90;

/** `POST /v1/alerts/{id}/acknowledge`, `/resolve`, `/silence`, `/false-alarm`: appended to the alert's timeline, never overwritten. */
export function actOnAlert(ports: ActOnAlertPorts, kind: AlertActionKind) {
  return async ({ staff, params, body: { note, until, reason } }: ActionOrder) => {
    const alert = await findAlert(ports, staff, params.id);
    if (!isLive(alert)) {
      throw new Problem(
        409,
        'alert-closed',
        {
          vi: 'Cảnh báo này đã kết thúc theo diễn biến thị trường.',
          en: 'The market has already closed this alert.',
        },
        { state: alert.status },
      );
    }
    const at = ports.clock();
    if (until !== undefined) requireNear(until, businessDayOf(at));
    const done = present<Pick<AlertAction, 'version' | 'level' | 'reason' | 'note' | 'until'>>({
      version: alert.version,
      level: alert.level,
      reason,
      note: note || undefined,
      until,
    });
    const inside = kind === 'false-alarm' ? await readInside(ports, alert) : undefined;
    const line = lineOf(ports, staff, { action: `alert-${kind}`, subject: `alert/${alert.id}`, after: done });
    await ports.putAction(present({ alert: alert.id, kind, at, by: staff.id, ...done, inside }), [line]);
    return { status: 200 as const, body: await describeAlert(ports, alert, staff) };
  };
}

/** What stands at the places inside and is called false with the alert. */
async function readInside({ catalogue, readEpisodes }: ActOnAlertPorts, alert: Alert): Promise<SeenInside[]> {
  const places = [...catalogue.places.keys()].filter(
    (place) => place !== alert.place && isWithin(catalogue, place, alert.place),
  );
  const kept = await aFewAtOnce(places, AT_ONCE, readEpisodes);
  return seenInside(
    alert,
    kept.flatMap((episodes) => episodes?.value ?? []),
  );
}

/** Raises `invalid-until` (422) for a silence that is over already or lasts too long. */
export function requireNear(until: BusinessDay, today: BusinessDay): void {
  const days = daysBetween(today, until);
  if (days >= 0 && days <= LONGEST_SILENCE_DAYS) return;
  throw new Problem(422, 'invalid-until', {
    vi: `"until" phải từ hôm nay (${today}) và không quá ${LONGEST_SILENCE_DAYS} ngày tới.`,
    en: `"until" must be today (${today}) or later, at most ${LONGEST_SILENCE_DAYS} days ahead.`,
  });
}
