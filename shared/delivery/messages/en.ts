import { addDays } from '#domain/business-day.ts';
import type { Cause, Evidence } from '#domain/detection/episode.ts';
import { FIGURES } from '#domain/figures.ts';
import { TRAILING_REPORTS } from '#domain/history/trailing-reports.ts';
import type { Level } from '#domain/level.ts';
import { isStoreParty, type Party } from '#domain/matching/suggestion.ts';
import { habitWords } from '#domain/wording/habits.ts';
import { thresholdWords } from '#domain/wording/thresholds.ts';
import { isUnknown, type Move, type Subject, type Wording } from './vi.ts';

const figures = FIGURES.en;

const LEVEL: Record<Level, string> = { normal: 'NORMAL', watch: 'WATCH', alert: 'ALERT', crisis: 'CRISIS' };

const CAUSE_UP: Record<Cause, string> = {
  scarcity: 'the price rises while stock runs down: a sign of local scarcity.',
  margin: 'the price rises while there is enough stock: please look into input costs and margins.',
  'early-warning': 'the price is still flat but stock runs down: an early warning of supply.',
  'price-only': 'no stock figures, so only the price speaks.',
};

const CAUSE_DOWN: Record<Cause, string> = {
  scarcity: 'the price falls although stock is low: please check the figures and demand.',
  margin: 'the price falls while there is enough stock: a sign of oversupply or slow sales.',
  'early-warning': CAUSE_UP['early-warning'],
  'price-only': CAUSE_UP['price-only'],
};

const RUNG: Record<Evidence['rung'], string> = {
  ceiling: 'against the price ceiling in force',
  trailing: `against each store's own usual price (median of at most ${TRAILING_REPORTS} earlier reporting days)`,
  drift: 'against the price of many days ago (accumulated drift)',
  cover: 'by days of stock cover',
  season: 'against the same days of earlier years (by the lunar calendar around Tết)',
  alps: 'ALPS of the monthly mean price',
  ifpa: 'IFPA of the monthly mean price',
};

/** English wording of all messages. */
export const en = {
  figures,

  subject(subject: Subject): string {
    const { product, place, kind, level, episode, headline } = subject;
    if (kind === 'resolved') {
      return `[${isUnknown(episode) ? 'NO LONGER REPORTED' : 'BACK TO CALM'}] ${product} · ${place}`;
    }
    if (kind === 'withdrawn') return `[ALERT WITHDRAWN] ${product} · ${place}`;
    const { rung, coverDays } = episode.evidence;
    if (rung === 'cover') {
      const cover = coverDays === undefined ? 'running short' : `cover only ${figures.cover(coverDays)}`;
      return `[${LEVEL[level]}] ${product} ${cover} · ${place}`;
    }
    const compared = rung === 'ceiling' ? ' against the ceiling' : '';
    return `[${LEVEL[level]}] ${product} ${headline?.percent.en ?? ''}${compared} · ${place}`;
  },

  firstLine(subject: Subject): string {
    const { product, unit, place, kind, level, direction, episode, headline } = subject;
    const { evidence } = episode;
    const moved = direction === 'up' ? 'up' : 'down';
    const since = figures.day(episode.openedOn);
    if (kind === 'resolved' && isUnknown(episode)) {
      return `NO LONGER REPORTED – ${product} in ${place}: no data since ${figures.day(addDays(episode.lastDay, 1))}, so the alert of the movement since ${since} ends by itself. The price now is not known.`;
    }
    if (kind === 'resolved') {
      const end =
        episode.resolution === 'new-level'
          ? 'its present price counts as the new level from now on'
          : evidence.rung === 'cover'
            ? 'stock is back to normal'
            : 'the price is back near its usual level';
      const day = episode.resolvedOn ? ` on ${figures.day(episode.resolvedOn)}` : '';
      return `BACK TO CALM – ${product} in ${place}: the movement since ${since} ended${day}, ${end}.`;
    }
    if (kind === 'withdrawn') {
      return `ALERT WITHDRAWN – ${product} in ${place}: after a correction of the figures, the movement since ${since} has no basis any more. Nothing further to verify.`;
    }
    const day = figures.day(episode.escalatedOn ?? episode.lastDay);
    const title =
      kind === 'lowered'
        ? `ALERT LOWERED TO "${LEVEL[level]}"`
        : kind === 'escalated'
          ? `ALERT RAISED TO "${LEVEL[level]}"`
          : evidence.rung === 'cover'
            ? 'EARLY WARNING OF SUPPLY'
            : 'ABNORMAL PRICE MOVEMENT';
    const outlets = `${evidence.agreeing} of ${evidence.reporting} outlets`;
    const threshold = `the internal threshold of ${thresholdWords(evidence).en}`;
    const price = figures.price(evidence.observed, unit);
    const reference = figures.price(evidence.reference, unit);
    const [mean, expected] = [evidence.observed, evidence.reference].map((dong) => figures.workedOutPrice(dong, unit));
    const asks =
      kind === 'lowered'
        ? ' Figures or thresholds have been corrected since: the higher level that was told no longer holds.'
        : ' Please verify.';
    const { rung } = evidence;
    const byRung = {
      ceiling: () =>
        `retail price ${price} on ${day}, above the price ceiling in force (${reference}) by ${figures.percent(evidence.changePct)}; ${outlets} sell above the ceiling, by internal rule any excess is told`,
      trailing: () =>
        `retail price ${price} on ${day}, ${moved} ${figures.percent(Math.abs(evidence.changePct))} against the median of at most ${TRAILING_REPORTS} earlier reporting days (${reference}); ${outlets} are beyond ${threshold}`,
      drift: () =>
        `retail price ${price} on ${day}, ${moved} ${figures.percent(Math.abs(evidence.changePct))} against about ${evidence.lagDays ?? ''} days ago (${reference}); ${outlets} are beyond ${threshold}`,
      cover: () =>
        `stock on ${day} ${evidence.coverDays === undefined ? 'is running out' : `lasts only ${figures.cover(evidence.coverDays)}`}, the price is still flat; ${outlets} are below the internal threshold of days of cover`,
      season: () =>
        `retail price ${price} on ${day}, ${moved} ${figures.percent(Math.abs(evidence.changePct))} against what the same days of earlier years let expect (${reference}); ${outlets} are beyond ${threshold}`,
      alps: () =>
        `mean price of ${figures.month(evidence.month ?? '')} ${mean}, by trend and season ${expected}; ALPS ${figures.number(evidence.score ?? 0)}`,
      ifpa: () =>
        `mean price of ${figures.month(evidence.month ?? '')} ${mean}, in the same month of the year before ${expected}; IFPA ${figures.number(evidence.score ?? 0)}`,
    };
    const facts = headline?.move
      ? `retail price on ${day} ${headline.move.en}; ${outlets} ${rung === 'ceiling' ? 'sell above the ceiling, by internal rule any excess is told' : `are beyond ${threshold}`}`
      : byRung[rung]();
    return `${title} – ${product} in ${place}: ${facts}. Since ${since}.${asks}`;
  },

  numbers({ episode, unit, level, headline }: Subject): [string, string][] {
    const { evidence } = episode;
    const { rung } = evidence;
    const priced = rung !== 'cover';
    return [
      ['Level', LEVEL[level]],
      ['Basis', RUNG[rung]],
      ...(headline?.prices
        ? ([
            ['Middle outlet', `${headline.prices.en} (${headline.percent.en})`],
            ['What it is', headline.definition.en],
          ] as [string, string][])
        : medianPrices(evidence, unit)),
      ...(priced && rung !== 'ceiling'
        ? [['Internal threshold', thresholdWords(evidence).en] as [string, string]]
        : []),
      ...(evidence.habit ? [['Habit of the calendar', habitWords(evidence.habit).en] as [string, string]] : []),
      ['Agreeing outlets', `${evidence.agreeing}/${evidence.reporting} (${evidence.retailers} retailers)`],
      ...(evidence.coverDays === undefined
        ? []
        : [['Stock cover', figures.cover(evidence.coverDays)] as [string, string]]),
    ];
  },

  cause({ direction, episode }: Subject): string {
    return `Price against stock: ${(direction === 'up' ? CAUSE_UP : CAUSE_DOWN)[episode.evidence.cause]}`;
  },

  matchesTitle: 'WHO COULD SUPPLY WHOM',

  match({ quantity, km, cost, from, to, fromPlace, toPlace }: Move): string {
    const [receiver, receiverContact] = isStoreParty(to)
      ? [`${to.storeName} (${to.retailerName}, ${toPlace})`, ` Receiver's: ${contactOf(to)}.`]
      : [toPlace, ''];
    return `${from.storeName} (${from.retailerName}, ${fromPlace}) could supply ${quantity} to ${receiver}, ${km} away, carriage about ${cost}. Giver's contact: ${contactOf(from)}.${receiverContact}`;
  },

  link: 'Details (sign-in needed)',
  repeat: 'This message may be a repeat of one sent before.',
  footer:
    'Sent automatically by the market stabilisation monitor. Internal thresholds are set by the administration itself; this message asks for verification and passes no judgement on any business.',
} satisfies Wording;

/** The two medians and the median change: of stock, of months, and of evidence that names no middle outlet. */
function medianPrices({ rung, observed, reference, changePct }: Evidence, unit: string): [string, string][] {
  const price = rung === 'alps' || rung === 'ifpa' ? figures.workedOutPrice : figures.price;
  return [
    ...(observed > 0 ? [['Retail price (median)', price(observed, unit)] as [string, string]] : []),
    ...(rung === 'cover'
      ? []
      : ([
          [rung === 'ceiling' ? 'Ceiling' : 'Compared with', price(reference, unit)],
          ['Change (median of the outlets)', figures.change(changePct)],
        ] as [string, string][])),
  ];
}

function contactOf({ contact }: Party): string {
  return [contact.name, contact.phone, contact.email].filter(Boolean).join(', ');
}
