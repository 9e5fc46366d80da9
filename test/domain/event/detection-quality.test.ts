import { describe, expect, test } from 'vitest';
import type { Alert, AlertAction } from '#domain/alert/alert.ts';
import { detectionQuality, verdictsOn } from '#domain/event/detection-quality.ts';
import type { KeptFinding, Verdict } from '#domain/event/finding.ts';
import { anAlert, anEpisode, PORK, RICE, someEvidence } from '#support/small-city.ts';

const AT = Date.parse('2026-11-23T09:00:00+07:00');

const falseAlarmOf = (alert: Alert, reason?: AlertAction['reason']): [string, AlertAction] => [
  alert.id,
  { alert: alert.id, kind: 'false-alarm', at: AT, by: 'lan', version: 1, ...(reason && { reason }) },
];

let minute = 0;
function aFinding(
  alerts: readonly Alert[],
  store: `${string}/${string}`,
  verdict: Verdict,
  product?: string,
): KeptFinding {
  const at = AT + 60_000 * minute++;
  const own = { event: 'e-up-2026-11-21', store, place: 'hoan-kiem', verdict, by: 'lan', at, receivedAt: at };
  return { ...own, alerts: alerts.map(({ id }) => id), ...(product && { product }) };
}

const ward = anAlert();
const city = anAlert({ place: 'ha-noi' });
const rice = anAlert({
  episode: anEpisode({
    product: RICE.id,
    level: 'watch',
    evidence: someEvidence({ thresholdPct: 5, ownThresholdPct: 5 }),
  }),
});
const short = anAlert({ place: 'cua-nam', episode: anEpisode({ evidence: someEvidence({ rung: 'cover' }) }) });

describe('the quality of detection', () => {
  test('is a share of what was judged, never of all', () => {
    const { total } = detectionQuality({
      alerts: [ward, city, rice, short],
      falseAlarms: new Map([falseAlarmOf(rice)]),
      findings: [],
    });
    expect(total).toMatchObject({ alerts: 4, ofAlerts: { judged: 1, refuted: 1, share: 1, isOfFew: true } });
    expect(total.ofPrices).toEqual({ judged: 0, refuted: 0, isOfFew: true });
  });

  test('counts a price once, though it stands in the alerts of its ward and of the city', () => {
    const findings = [
      aFinding([ward, city], 'a/1', 'wrong', PORK.id),
      aFinding([ward, city], 'a/2', 'right', PORK.id),
      aFinding([ward, city], 'a/3', 'closed', PORK.id),
    ];
    const { total } = detectionQuality({ alerts: [ward, city], falseAlarms: new Map(), findings });
    expect(total.ofPrices).toMatchObject({ judged: 2, refuted: 1, share: 0.5 });
    // One of two is no more than half.
    expect(total.ofAlerts).toMatchObject({ judged: 2, refuted: 0 });
  });

  test('takes what stands: the later finding of a shop, in whatever order they are given', () => {
    const findings = [aFinding([ward], 'a/1', 'wrong'), aFinding([ward], 'a/1', 'right', PORK.id)];
    for (const given of [findings, findings.toReversed()]) {
      const { total } = detectionQuality({ alerts: [ward], falseAlarms: new Map(), findings: given });
      expect(total.ofPrices).toMatchObject({ judged: 1, refuted: 0 });
    }
  });

  test('refutes an alert of which most prices were not as reported', () => {
    const findings = [
      aFinding([ward], 'a/1', 'wrong'),
      aFinding([ward], 'a/2', 'not-sold'),
      aFinding([ward], 'a/3', 'right'),
      aFinding([rice], 'a/1', 'closed'),
    ];
    const { total } = detectionQuality({ alerts: [ward, rice], falseAlarms: new Map(), findings });
    expect(total.ofAlerts).toMatchObject({ judged: 1, refuted: 1 });
  });

  test('takes another price that is past the threshold, too, for the move, and goods without a price for neither', () => {
    const confirming = { ...aFinding([ward], 'a/1', 'wrong', PORK.id), seenPrice: 160_000, isStillBeyond: true };
    const refuting = { ...aFinding([rice], 'a/1', 'wrong', RICE.id), seenPrice: 15_000, isStillBeyond: false };
    const noPrice = aFinding([ward, city], 'a/2', 'no-price', PORK.id);
    const mistaken = [aFinding([ward], 'a/3', 'not-sold', PORK.id), aFinding([ward], 'a/3', 'taken-back', PORK.id)];
    const findings = [confirming, refuting, noPrice, ...mistaken];
    const judgements = { alerts: [ward, city, rice], falseAlarms: new Map(), findings };
    const { total } = detectionQuality(judgements);
    expect(total.ofPrices).toMatchObject({ judged: 2, refuted: 1 });
    expect(total.ofAlerts).toMatchObject({ judged: 2, refuted: 1 });
    const verdicts = verdictsOn(judgements);
    expect([ward, city, rice].map(({ id }) => verdicts.get(id))).toEqual(['verified', 'not-judged', 'refuted']);
  });

  test('is told by rung, by good and by the threshold that the administration set, with the reasons', () => {
    const { byRung, byGood, byThreshold, reasons } = detectionQuality({
      alerts: [ward, city, rice, short],
      falseAlarms: new Map([falseAlarmOf(rice, 'promotion'), falseAlarmOf(ward, 'promotion'), falseAlarmOf(short)]),
      findings: [],
    });
    expect(byRung.map(({ rung, alerts, ofAlerts }) => [rung, alerts, ofAlerts.refuted])).toEqual([
      ['trailing', 3, 2],
      ['cover', 1, 1],
    ]);
    expect(byGood.map(({ product, alerts }) => [product, alerts])).toEqual([
      [PORK.id, 3],
      [RICE.id, 1],
    ]);
    expect(byThreshold.map(({ level, percent, alerts }) => [level, percent, alerts])).toEqual([
      ['crisis', 15, 2],
      ['watch', 5, 1],
    ]);
    expect(reasons).toEqual({ promotion: 2, unstated: 1 });
  });

  test('is one word an alert: false, refuted, verified, withdrawn, or nobody said', () => {
    const withdrawn = anAlert({ place: 'soc-son', status: 'withdrawn' });
    const alerts = [ward, city, rice, short, withdrawn];
    const findings = [
      aFinding([city], 'a/1', 'right', PORK.id),
      aFinding([rice], 'a/1', 'wrong', RICE.id),
      aFinding([rice], 'b/1', 'wrong', RICE.id),
    ];
    const verdicts = verdictsOn({ alerts, falseAlarms: new Map([falseAlarmOf(ward)]), findings });
    expect(alerts.map(({ id }) => verdicts.get(id))).toEqual([
      'false-alarm',
      'verified',
      'refuted',
      'not-judged',
      'withdrawn',
    ]);
  });

  test('says where a share is of few', () => {
    const many = Array.from({ length: 20 }, (_, index) => anAlert({ id: `hoan-kiem_p${index}_up_2026-11-21` }));
    const falseAlarms = new Map(many.map((alert) => falseAlarmOf(alert)));
    const shareOf = (alerts: Alert[]) => detectionQuality({ alerts, falseAlarms, findings: [] }).total.ofAlerts.isOfFew;
    expect([shareOf(many), shareOf(many.slice(1))]).toEqual([false, true]);
  });
});
