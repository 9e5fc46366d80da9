import type { BusinessDay } from '../business-day.ts';
import type { Bilingual, Language } from '../language.ts';
import { present } from '../present.ts';
import type { Product } from '../product.ts';
import { quantityReadings } from '../reading/written-quantity.ts';
import { MOST_QUANTITY, type RowRefusal } from '../report/judgement.ts';
import { likelyProducts } from '../report/likely-products.ts';
import { likelyMember, standsBesideRows } from '../report/row-members.ts';
import type { Explanation } from './explanation.ts';
import { inEachLanguage, REFUSALS } from './languages.ts';
import { shownValue } from './shown-value.ts';
import { explainUnknownProduct, listed } from './unknown-product.ts';

type Refusals = typeof REFUSALS.vi;
type WrittenDay = Parameters<Refusals['invalidDate']>[0];

/** Puts a refusal into words. It is called for the refusals that are shown, not for each that is found. */
export function explainRefusal(refusal: RowRefusal, products: ReadonlyMap<string, Product>): Explanation {
  const { code, member, product } = refusal;
  const written = shownValue(refusal.written);
  switch (code) {
    case 'unknown-member': {
      const isBesideRows = standsBesideRows(member);
      const likely = isBesideRows ? undefined : likelyMember(member);
      return explain(({ unknownMember }) => unknownMember({ written, isBesideRows, likely }));
    }
    case 'unknown-product':
      return explainUnknownProduct(refusal.written, products);
    case 'unknown-article': {
      const name = refusal.name ?? (typeof refusal.written === 'string' ? refusal.written : '');
      const near = listed(likelyProducts({ name }, products).map(({ product }) => product));
      return explain(({ unknownArticle }, language) => unknownArticle({ written, near: near(language) }));
    }
    case 'price-not-integer': {
      const meant = typeof refusal.written === 'string' ? meantPrice(refusal.written) : undefined;
      return explain(({ priceNotInteger }) => priceNotInteger({ written, meant }));
    }
    case 'invalid-gtin': {
      const isRounded = typeof refusal.written === 'string' && ROUNDED.test(refusal.written);
      return explain(({ invalidGtin }) => invalidGtin({ written, isRounded }));
    }
    case 'quantity-not-a-number': {
      if (isTooFine(refusal.written)) return explain(({ tooFine }) => tooFine({ member, written }));
      const readings = typeof refusal.written === 'string' ? quantityReadings(refusal.written) : {};
      return explain(({ notANumber }) => notANumber({ member, written, ...readings }));
    }
    case 'negative-stock':
      return explain(({ negativeStock }) => negativeStock({ member }));
    case 'not-a-boolean':
      return explain(({ notABoolean }) => notABoolean({ member, written }));
    case 'price-out-of-band': {
      const { band, unit } = named(product, code);
      const { article, factor = 1 } = refusal.own ?? {};
      if (article !== undefined && factor !== 1) {
        const facts = { article, factor, kept: Number(refusal.written), ...band };
        return explain(({ outOfBandByArticle }, language) => outOfBandByArticle({ ...facts, unit: unit[language] }));
      }
      const guesses = guessPrices(Number(refusal.written), band);
      return explain(({ outOfBand }, language) => outOfBand({ ...band, ...guesses, unit: unit[language] }));
    }
    case 'unit-mismatch': {
      const { unit } = named(product, code);
      return explain(({ unitMismatch }, language) => unitMismatch({ unit: unit[language], written }));
    }
    default:
      return explain(({ rows }) => rows[code]);
  }
}

/** True for a quantity that is refused for its decimals alone. */
function isTooFine(written: unknown): boolean {
  return typeof written === 'number' && written > 0 && written <= MOST_QUANTITY;
}

/** Why a line of a file is refused before its row is judged. */
export function explainLine(reason: keyof Refusals['lines']): Explanation {
  return explain(({ lines }) => lines[reason]);
}

/** Why a text is taken for no date: with the form of the day that it means, or of both where it may be either. */
export function explainDate(
  text: string,
  meant: BusinessDay | undefined,
  monthFirst: BusinessDay | undefined,
): Explanation {
  const written = shownValue(text);
  const either = meant !== undefined && monthFirst !== undefined && meant !== monthFirst ? monthFirst : undefined;
  return explain(({ invalidDate }) => invalidDate(present<WrittenDay>({ written, meant, either })));
}

/** Why a whole store-day is refused. */
export function explainDay(code: keyof Refusals['days']): Bilingual {
  return inEachLanguage(REFUSALS, (refusals) => refusals.days[code]);
}

/** Why a day is refused that lies back further than what may still be corrected. */
export function explainClosedDay(correctionDays: number): Bilingual {
  return inEachLanguage(REFUSALS, (refusals) => refusals.closedDay(correctionDays));
}

/** Why a report is not kept that would take most of a day's rows out; `ids` are the products of those rows. */
export function explainDrop(
  { dropped, kept, ids }: { readonly dropped: number; readonly kept: number; readonly ids: readonly string[] },
  products: ReadonlyMap<string, Product>,
): Bilingual {
  return inEachLanguage(REFUSALS, ({ wouldDrop }, language) => {
    const named = ids.slice(0, MOST_NAMED).map((id) => [id, products.get(id)?.name[language] ?? ''].join(' ').trim());
    return wouldDrop({ dropped, kept, names: [...named, ...(ids.length > MOST_NAMED ? ['…'] : [])].join('; ') });
  });
}

/** Goods that one sentence names. */
const MOST_NAMED = 10;

function explain(
  write: (sentences: Refusals, language: Language) => { readonly detail: string; readonly hint: string },
): Explanation {
  const words = inEachLanguage(REFUSALS, write);
  return {
    detail: inEachLanguage(words, ({ detail }) => detail),
    hint: inEachLanguage(words, ({ hint }) => hint),
  };
}

/** The product of a refusal that rests on it. */
function named(product: Product | undefined, code: string): Product {
  if (!product) throw new Error(`A refusal for ${code} names its product`);
  return product;
}

/** A barcode as a spreadsheet writes a number that is too long for it. */
const ROUNDED = /^\d(?:[.,]\d+)?e\+?\d+$/i;

/** The price that a text most likely means ("15.000", "15,000 đ", "15k"), VND; none if that would be a guess. */
function meantPrice(text: string): number | undefined {
  const plain = text
    .slice(0, 40)
    .toLowerCase()
    .replace(/(vnđ|vnd|đồng|đ|₫)(\/.*)?$/u, '')
    .replace(/\s/g, '');
  const thousands = /^(\d{1,4})(k|nghìn|ngàn)$/u.exec(plain)?.[1];
  if (thousands !== undefined) return Number(thousands) * 1000;
  if (!/^\d{1,12}$/.test(plain) && !/^\d{1,3}([.,]\d{3}){1,3}$/.test(plain) && !/^\d{1,12}[.,]0{1,2}$/.test(plain)) {
    return undefined;
  }
  return Number(plain.replace(/[.,]0{1,2}$/, '').replace(/[.,]/g, ''));
}

/** Slips that are common enough to name: thousands typed as units, and a digit too many or too few. */
const SLIPS = [1000, 100, 10];

/** The prices within a band that may have been meant: those above the written one, or else those below it. */
function guessPrices(price: number, band: Product['band']) {
  const fits = (value: number) => Number.isInteger(value) && value >= band.min && value <= band.max;
  const guesses = (factors: readonly number[], meant: (factor: number) => number) =>
    factors.map((factor) => ({ price: meant(factor), factor })).filter((guess) => fits(guess.price));
  const above = guesses(SLIPS, (factor) => price * factor);
  const below = guesses(SLIPS.toReversed(), (factor) => price / factor);
  return { isTooLow: above.length > 0, guesses: above.length > 0 ? above : below };
}
