import type { Alert } from '#domain/alert/alert.ts';
import { withAncestors } from '#domain/catalogue.ts';
import { type BeyondRow, type ShopToVerify, shopsBeyond } from '#domain/event/shops-to-verify.ts';
import { comparesPrices } from '#domain/evidence/headline.ts';
import { aFewAtOnce } from '#runtime/a-few-at-once.ts';
import { onceEach } from '#runtime/once-each.ts';
import { type ReadEvidencePorts, readEvidence } from '../alerts/read-evidence.ts';
import { maySee, type StaffMember } from '../http/own-places.ts';

/** Alerts whose evidence is read side by side. */
const AT_ONCE = 8;

/** The shops at a person's places that are beyond the threshold of any of these alerts, by the rows of their evidence. */
export async function readShops(
  ports: ReadEvidencePorts,
  staff: StaffMember,
  members: readonly Alert[],
): Promise<ShopToVerify[]> {
  const once = {
    ...ports,
    ruleBook: onceEach(ports.ruleBook),
    readFacts: onceEach(ports.readFacts),
    readKeptDay: onceEach(ports.readKeptDay),
  };
  const rows = await aFewAtOnce(widestOfEach(ports, members), AT_ONCE, (alert) => rowsBeyond(once, alert));
  return shopsBeyond(rows.flat().filter(({ place }) => maySee(staff, ports.catalogue, place)));
}

/**
 * What a shop had reported of a good, by the alert nearest to it that has it beyond its threshold; undefined where none
 * has: what it is compared with has changed since the list was read.
 */
export async function readBeyondRow(
  ports: ReadEvidencePorts,
  { members, store, product }: { readonly members: readonly Alert[]; readonly store: string; readonly product: string },
): Promise<BeyondWithAlert | undefined> {
  const depth = ({ place }: Alert) => withAncestors(ports.catalogue, place).length;
  const nearest = members
    .filter((alert) => alert.product === product && comparesPrices(alert.episode.evidence.rung))
    .toSorted((a, b) => depth(b) - depth(a));
  for (const alert of nearest) {
    const row = (await rowsBeyond(ports, alert)).find((one) => one.store === store);
    if (row) return { alert, row };
  }
  return undefined;
}

interface BeyondWithAlert {
  readonly alert: Alert;
  readonly row: BeyondRow;
}

/** The alerts of prices without those whose rows a wider one of the same day and threshold has, too. */
function widestOfEach({ catalogue }: Pick<ReadEvidencePorts, 'catalogue'>, members: readonly Alert[]): Alert[] {
  const ofPrices = members.filter(({ episode }) => comparesPrices(episode.evidence.rung));
  const asked = new Set(ofPrices.map((alert) => `${alert.place} ${comparisonOf(alert)}`));
  return ofPrices.filter((alert) => {
    const around = withAncestors(catalogue, alert.place).slice(1);
    return !around.some((place) => asked.has(`${place} ${comparisonOf(alert)}`));
  });
}

/** What says which rows of a good are beyond. */
function comparisonOf({ product, episode }: Alert): string {
  const { rung, thresholdPct, lagDays, seasonPct, habit } = episode.evidence;
  return JSON.stringify([product, figuresOnOf({ episode }), rung, thresholdPct, lagDays, seasonPct, habit]);
}

function figuresOnOf({ episode }: Pick<Alert, 'episode'>): string {
  return episode.escalatedOn ?? episode.lastDay;
}

async function rowsBeyond(ports: ReadEvidencePorts, alert: Alert): Promise<BeyondRow[]> {
  const { date, prices } = await readEvidence(ports, alert);
  return prices.flatMap(({ store, place, price, daysAgo, comparedWith, changePct, isBeyond }) => {
    if (!isBeyond || comparedWith === undefined || changePct === undefined) return [];
    const { product, id, episode } = alert;
    const row = { store, place, product, alert: id, rung: episode.evidence.rung, figuresOn: date };
    return [{ ...row, price, comparedWith, changePct, daysAgo }];
  });
}
