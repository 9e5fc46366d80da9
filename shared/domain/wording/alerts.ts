import type { Alert } from '../alert/alert.ts';
import { addDays, type BusinessDay } from '../business-day.ts';
import type { DetectionSettings } from '../catalogue.ts';
import type { Episode, Evidence } from '../detection/episode.ts';
import { FIGURES } from '../figures.ts';
import type { Bilingual } from '../language.ts';
import type { Rung } from '../level.ts';
import type { Product } from '../product.ts';
import { habitWords } from './habits.ts';
import { headlineWords } from './headlines.ts';
import { ALERTS, inEachLanguage } from './languages.ts';
import { paragraph } from './paragraph.ts';
import { thresholdWords } from './thresholds.ts';

/** An alert with the names that its explanation is written with. */
export interface ExplainedAlert {
  readonly alert: Alert;
  readonly product: Pick<Product, 'name' | 'unit'>;
  readonly placeName: Bilingual;
  readonly settings: Pick<DetectionSettings, 'calmDays' | 'newLevelDays' | 'shortCoverDays' | 'expectedDays'>;
  /** From when on there are no data of it, if there are none. */
  readonly noDataSince?: BusinessDay | undefined;
}

/** Why an alert fired: its one number with the two prices that give it, how many agree, and what it asks for. */
export function explainAlert({ alert, product, placeName, settings, noDataSince }: ExplainedAlert): Bilingual {
  const { episode, direction } = alert;
  const { evidence } = episode;
  const { seasonPct = 0, score = 0, month = '', lagDays = 0 } = evidence;
  const threshold = thresholdWords(evidence);
  const usual = evidence.habit && habitWords(evidence.habit);
  const headline = headlineWords(evidence, direction, product);
  return inEachLanguage(ALERTS, (alerts, language) => {
    const names = { product: product.name[language], place: placeName[language] };
    if (alert.status === 'withdrawn') return alerts.withdrawn(names);
    return paragraph([
      alerts.fired({
        ...evidence,
        ...names,
        seasonPct,
        score,
        month,
        lagDays,
        direction,
        unit: product.unit[language],
        move: headline?.move?.[language],
        day: episode.escalatedOn ?? episode.lastDay,
        movedPct: Math.abs(evidence.changePct),
        threshold: threshold[language],
        thresholdLevel: evidence.thresholdLevel ?? alert.level,
        shortCoverDays: settings.shortCoverDays,
      }),
      usual === undefined ? '' : alerts.habit(usual[language]),
      headline?.move || isRatioOfPrices(evidence) ? '' : alerts.changeIsNoRatio,
      alerts.causes[direction][evidence.cause],
      alerts.pleaseVerify,
      noDataSince === undefined ? '' : `${alerts.noData(noDataSince)}.`,
    ]);
  });
}

/** True if the two prices of the message, divided, give the change of the message. */
function isRatioOfPrices({ rung, observed, reference, changePct }: Evidence): boolean {
  const change = FIGURES.en.change;
  return rung === 'cover' || change((observed / reference - 1) * 100) === change(changePct);
}

/** When an alert ends by itself, or why it has ended. */
export function clearsWhen({
  alert,
  settings,
  noDataSince,
}: Pick<ExplainedAlert, 'alert' | 'settings' | 'noDataSince'>): Bilingual {
  const { episode, status } = alert;
  const { calmDays, newLevelDays } = settings;
  const watched = watchedBy(episode.evidence.rung);
  return inEachLanguage(ALERTS, ({ ends, ended, endedUnknown, calm, noData }) => {
    if (status === 'withdrawn') return ends.withdrawn;
    if (status === 'resolved') {
      const isUnknown = episode.resolution === 'no-longer-reported';
      const how = isUnknown ? endedUnknown(noData(addDays(episode.lastDay, 1))) : ended[endOf(episode)];
      return ends.resolved({ on: episode.resolvedOn, how });
    }
    const calmDay = calm[watched](settings);
    const usually =
      status === 'recovering'
        ? ends.recovering({ daysLeft: Math.max(1, calmDays - episode.calmDays), calm: calmDay })
        : ends.open({ calmDays, calm: calmDay, newLevelDays });
    if (noDataSince === undefined) return usually;
    const unreported = { noData: noData(noDataSince), on: addDays(noDataSince, settings.expectedDays) };
    return paragraph([ends.unreported(unreported), usually]);
  });
}

/** What an alert looks at: what has to be calm before it ends. */
function watchedBy(rung: Rung) {
  if (rung === 'ceiling') return 'ceiling';
  if (rung === 'cover') return 'stock';
  return rung === 'alps' || rung === 'ifpa' ? 'month' : 'price';
}

function endOf({ resolution, evidence }: Episode) {
  if (resolution === 'new-level') return 'new-level';
  return evidence.rung === 'cover' ? 'stock' : 'price';
}
