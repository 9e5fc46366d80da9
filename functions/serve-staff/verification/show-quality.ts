import type { AnswerOf } from '#contract/operations.ts';
import type { Alert, AlertAction } from '#domain/alert/alert.ts';
import { addDays, type BusinessDay, daysBetween } from '#domain/business-day.ts';
import type { Catalogue } from '#domain/catalogue.ts';
import { type DetectionQuality, detectionQuality } from '#domain/event/detection-quality.ts';
import type { KeptFinding } from '#domain/event/finding.ts';
import { explainReason } from '#domain/wording/false-alarms.ts';
import { Problem } from '#runtime/problem.ts';
import { namesOfProduct } from '../http/names.ts';
import { maySee, type StaffMember } from '../http/own-places.ts';

export interface ShowQualityPorts {
  readonly catalogue: Catalogue;
  readonly today: () => BusinessDay;
  readonly alertsBegun: (from: BusinessDay, to: BusinessDay) => Promise<readonly Alert[]>;
  readonly falseAlarmsBetween: (from: BusinessDay, to: BusinessDay) => Promise<readonly AlertAction[]>;
  readonly findingsBetween: (from: BusinessDay, to: BusinessDay) => Promise<readonly KeptFinding[]>;
}

interface QualityQuestion {
  readonly staff: StaffMember;
  readonly query: { readonly from: BusinessDay; readonly to: BusinessDay };
}

/** A quarter and a bit: what is read of longer spans would not fit one answer's time. */
const LONGEST_DAYS = 100;
/** What is said of an alert is said within a year: so no span of long ago has all be read that was ever said. */
const SAID_WITHIN_DAYS = 366;

/** `GET /v1/quality`: how often alerts that began in a span proved wrong, by what was found and said of them since. */
export function showQuality(ports: ShowQualityPorts) {
  return async ({ staff, query: { from, to } }: QualityQuestion) => {
    requireSpan(from, to);
    const until = lastSaid(ports.today(), to);
    // What was said of an alert was said since it began, and perhaps after the span.
    // Of days to come there is nothing.
    const [begun, falseAlarms, findings] =
      until < from
        ? [[], [], []]
        : await Promise.all([
            ports.alertsBegun(from, to),
            ports.falseAlarmsBetween(from, until),
            ports.findingsBetween(from, until),
          ]);
    // One that has just ended may stand in both lists.
    const alerts = [...new Map(begun.map((alert) => [alert.id, alert])).values()].filter(({ place }) =>
      maySee(staff, ports.catalogue, place),
    );
    const latest = new Map(falseAlarms.map((said) => [said.alert, said]));
    const quality = detectionQuality({ alerts, falseAlarms: latest, findings });
    return { status: 200 as const, body: describe(ports.catalogue, quality, { from, to }) };
  };
}

function describe(
  catalogue: Catalogue,
  { total, byRung, byGood, byThreshold, reasons }: DetectionQuality,
  span: QualityQuestion['query'],
): AnswerOf<'GET /v1/quality'> {
  return {
    ...span,
    total,
    byRung,
    byGood: byGood.map((good) => ({ ...good, productName: namesOfProduct(catalogue, good.product).productName })),
    byThreshold,
    reasons: Object.entries(reasons)
      .map(([reason, count]) => ({
        reason: reason as keyof typeof reasons,
        count,
        inWords: explainReason(reason as keyof typeof reasons),
      }))
      .toSorted((a, b) => b.count - a.count || (a.reason < b.reason ? -1 : 1)),
  };
}

/** The last day on which something was said that counts for a span up to `to`. */
function lastSaid(today: BusinessDay, to: BusinessDay): BusinessDay {
  return to >= today ? today : earlier(today, addDays(to, SAID_WITHIN_DAYS));
}

function earlier(one: BusinessDay, other: BusinessDay): BusinessDay {
  return one < other ? one : other;
}

/** Raises `invalid-span` (422). */
function requireSpan(from: BusinessDay, to: BusinessDay): void {
  const days = daysBetween(from, to) + 1;
  if (days >= 1 && days <= LONGEST_DAYS) return;
  throw new Problem(422, 'invalid-span', {
    vi: `"from" không được sau "to", và không quá ${LONGEST_DAYS} ngày.`,
    en: `"from" must not be after "to", and the span at most ${LONGEST_DAYS} days.`,
  });
}
