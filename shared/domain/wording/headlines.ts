import type { Evidence } from '../detection/episode.ts';
import { comparesPrices, type Headline, headlineOf } from '../evidence/headline.ts';
import { FIGURES } from '../figures.ts';
import type { Bilingual } from '../language.ts';
import type { Direction } from '../level.ts';
import { present } from '../present.ts';
import type { Product } from '../product.ts';
import { HEADLINES, inEachLanguage } from './languages.ts';

/** A headline ready for a sentence. */
export interface HeadlineInWords {
  readonly headline: Headline;
  /** "+70 %". */
  readonly percent: Bilingual;
  /** The middle shop's own two prices: "9.300 → 15.800 đ/kg". */
  readonly prices?: Bilingual;
  /** How far, against what, and those prices, as a part of a sentence. */
  readonly move?: Bilingual;
  /** What the number is, in one line. */
  readonly definition: Bilingual;
}

/** The one number of a move, in words; undefined where it has none. */
export function headlineWords(
  evidence: Evidence,
  direction: Direction,
  { unit }: Pick<Product, 'unit'>,
): HeadlineInWords | undefined {
  const { rung, lagDays = 0, seasonPct = 0 } = evidence;
  const headline = headlineOf(evidence, direction);
  if (!headline) return undefined;
  const { basis, changePct, thresholds, middle } = headline;
  if (!comparesPrices(rung) || !middle) {
    return {
      headline,
      percent: inEachLanguage(FIGURES, (figures) => figures.headline(changePct, thresholds)),
      definition: inEachLanguage(HEADLINES, ({ median, monthMean }) => (basis === 'median' ? median : monthMean)),
    };
  }
  const told = inEachLanguage(HEADLINES, (_words, language) => ({
    ...headline,
    rung,
    direction,
    lagDays,
    seasonPct,
    middle,
    unit: unit[language],
  }));
  return present<HeadlineInWords>({
    headline,
    percent: inEachLanguage(HEADLINES, (words, language) => words.percent(told[language])),
    prices: inEachLanguage(HEADLINES, (words, language) => words.prices(middle, told[language])),
    move: inEachLanguage(HEADLINES, (words, language) => words.move(told[language])),
    definition: inEachLanguage(HEADLINES, (words, language) => words.definition(told[language])),
  });
}
