/**
 * How often alerts proved wrong: what people found at shops, and what they called a false alarm.
 *
 * 1. Of each alert take whether it was called false, and what stands of the findings that concern it.
 * 2. It is judged once somebody called it false or a finding speaks of a price; refuted if it was called false, or more
 *    than half of those prices speak against it. Another price than the reported one that is past the threshold, too,
 *    speaks for it; goods without a price, and a shut shop, speak neither for nor against it.
 * 3. Count by rung, by good and by the threshold that was passed. A share is of the judged ones, never of all.
 */
import type { Alert, AlertAction } from '../alert/alert.ts';
import type { FalseAlarmReason } from '../alert/false-alarm-reason.ts';
import { comparesPrices } from '../evidence/headline.ts';
import type { Level, Rung } from '../level.ts';
import { present } from '../present.ts';
import { inOrder, judges, type KeptFinding, refutes } from './finding.ts';

/** All that is known of alerts and what people said of them. */
export interface Judgements {
  readonly alerts: readonly Alert[];
  /** The latest false alarm of each alert, by its id. */
  readonly falseAlarms: ReadonlyMap<string, AlertAction>;
  readonly findings: readonly KeptFinding[];
}

/** A share with what it is a share of. */
export interface ShareRefuted {
  /** Alerts or prices that somebody judged. */
  readonly judged: number;
  readonly refuted: number;
  /** refuted ÷ judged; none where nothing was judged. */
  readonly share?: number;
  /** True where so few were judged that the share says little. */
  readonly isOfFew: boolean;
}

export interface QualityOf {
  /** All alerts, judged or not. */
  readonly alerts: number;
  /** Alerts that a correction of the figures took back. */
  readonly withdrawn: number;
  readonly ofAlerts: ShareRefuted;
  readonly ofPrices: ShareRefuted;
}

/** The threshold that an alert has passed, as the administration set it. */
export interface PassedThreshold {
  readonly level: Level;
  readonly percent: number;
}

export interface DetectionQuality {
  readonly total: QualityOf;
  readonly byRung: readonly (QualityOf & { readonly rung: Rung })[];
  readonly byGood: readonly (QualityOf & { readonly product: string })[];
  /** Of the rungs that compare prices with thresholds. */
  readonly byThreshold: readonly (QualityOf & PassedThreshold)[];
  /** Why alerts were called false; `unstated` where nobody said. */
  readonly reasons: Readonly<Partial<Record<FalseAlarmReason | 'unstated', number>>>;
}

/** A share of fewer says little: one more would move it by five points or more. */
const FEW = 20;

/** Counts what was refuted. */
export function detectionQuality(judgements: Judgements): DetectionQuality {
  const judged = judgedAlerts(judgements);
  const grouped = <Name extends object>(nameOf: (alert: Alert) => Name | undefined) => groupsOf(judged, nameOf);
  return {
    total: qualityOf(judged),
    byRung: grouped(({ episode }) => ({ rung: episode.evidence.rung })),
    byGood: grouped(({ product }) => ({ product })),
    byThreshold: grouped(thresholdOf),
    reasons: reasonsOf(judged, judgements.falseAlarms),
  };
}

function judgedAlerts({ alerts, falseAlarms, findings }: Judgements): JudgedAlert[] {
  const byAlert = Map.groupBy(
    inOrder(findings).flatMap((finding) => finding.alerts.map((alert) => ({ alert, finding }))),
    ({ alert }) => alert,
  );
  return alerts.map((alert) => {
    const own = (byAlert.get(alert.id) ?? []).map(({ finding }) => finding);
    return { alert, isFalse: falseAlarms.has(alert.id), prices: standingByStore(own, alert.product) };
  });
}

/** What became of one alert, by what people said and found. */
export const ALERT_VERDICTS = ['false-alarm', 'refuted', 'verified', 'withdrawn', 'not-judged'] as const;
export type AlertVerdict = (typeof ALERT_VERDICTS)[number];

/** The verdict on each alert, by its id. */
export function verdictsOn(judgements: Judgements): ReadonlyMap<string, AlertVerdict> {
  return new Map(judgedAlerts(judgements).map((judged) => [judged.alert.id, verdictOn(judged)]));
}

function verdictOn(judged: JudgedAlert): AlertVerdict {
  if (judged.isFalse) return 'false-alarm';
  if (judged.prices.some(judges)) return isRefuted(judged) ? 'refuted' : 'verified';
  return judged.alert.status === 'withdrawn' ? 'withdrawn' : 'not-judged';
}

interface JudgedAlert {
  readonly alert: Alert;
  readonly isFalse: boolean;
  /** What stands of each shop. */
  readonly prices: readonly KeptFinding[];
}

/** The last finding of each shop that speaks of a good. */
function standingByStore(findings: readonly KeptFinding[], product: string): KeptFinding[] {
  const last = new Map<string, KeptFinding>();
  for (const finding of findings) {
    if (finding.product === undefined || finding.product === product) last.set(finding.store, finding);
  }
  return [...last.values()].filter(({ verdict }) => verdict !== 'taken-back');
}

function groupsOf<Name extends object>(
  judged: readonly JudgedAlert[],
  nameOf: (alert: Alert) => Name | undefined,
): (QualityOf & Name)[] {
  const names = new Map<string, { readonly name: Name; readonly own: JudgedAlert[] }>();
  for (const one of judged) {
    const name = nameOf(one.alert);
    if (!name) continue;
    const key = JSON.stringify(name);
    const group = names.get(key) ?? { name, own: [] };
    group.own.push(one);
    names.set(key, group);
  }
  return [...names]
    .toSorted(([a, { own }], [b, { own: others }]) => others.length - own.length || (a < b ? -1 : 1))
    .map(([, { name, own }]) => ({ ...name, ...qualityOf(own) }));
}

function qualityOf(judged: readonly JudgedAlert[]): QualityOf {
  const told = judged.filter(({ isFalse, prices }) => isFalse || prices.some(judges));
  // One shop stands in the alerts of its ward, its zone and the city, and is one price all the same.
  const prices = new Map(
    judged.flatMap(({ alert, prices: own }) => own.map((finding) => [`${keyOf(finding)} ${alert.product}`, finding])),
  );
  const spoken = [...prices.values()].filter(judges);
  return {
    alerts: judged.length,
    withdrawn: judged.filter(({ alert }) => alert.status === 'withdrawn').length,
    ofAlerts: shareOf(told.filter(isRefuted).length, told.length),
    ofPrices: shareOf(spoken.filter(refutes).length, spoken.length),
  };
}

function keyOf({ store, at, receivedAt, verdict }: KeptFinding): string {
  return `${store} ${at} ${receivedAt} ${verdict}`;
}

function isRefuted({ isFalse, prices }: JudgedAlert): boolean {
  return isFalse || 2 * prices.filter(refutes).length > prices.filter(judges).length;
}

function shareOf(refuted: number, judged: number): ShareRefuted {
  const share = judged === 0 ? undefined : refuted / judged;
  return present<ShareRefuted>({ judged, refuted, share, isOfFew: judged < FEW });
}

function thresholdOf({ level, episode }: Alert): PassedThreshold | undefined {
  const { rung, thresholdPct, thresholdLevel, ownThresholdPct } = episode.evidence;
  if (!comparesPrices(rung) || rung === 'ceiling') return undefined;
  // What was kept before own thresholds were noted has none.
  return { level: thresholdLevel ?? level, percent: ownThresholdPct ?? thresholdPct };
}

function reasonsOf(
  judged: readonly JudgedAlert[],
  falseAlarms: Judgements['falseAlarms'],
): DetectionQuality['reasons'] {
  const counts: Partial<Record<FalseAlarmReason | 'unstated', number>> = {};
  for (const { alert, isFalse } of judged) {
    if (!isFalse) continue;
    const reason = falseAlarms.get(alert.id)?.reason ?? 'unstated';
    counts[reason] = (counts[reason] ?? 0) + 1;
  }
  return counts;
}
