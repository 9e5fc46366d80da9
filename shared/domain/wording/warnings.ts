import type { Doubt } from '../history/doubt.ts';
import type { Bilingual } from '../language.ts';
import type { Rounding } from '../report/article-row.ts';
import type { RowWarning } from '../workbook/workbook-row.ts';
import { inEachLanguage, WARNINGS } from './languages.ts';
import { paragraph } from './paragraph.ts';

/** Something to look at in a report that was kept. */
export type WarningFacts =
  | { readonly code: 'quarantined'; readonly doubt: Doubt }
  | { readonly code: 'rows-dropped'; readonly count: number }
  | { readonly code: 'unknown-member'; readonly member: string }
  | { readonly code: 'article-rounded'; readonly rounding: Rounding }
  | { readonly code: 'gtin-check-digit' | 'nothing-withdrawn' }
  | RowWarning;

/** Why a price is held back. */
export function explainDoubt(doubt: Doubt): Bilingual {
  return inEachLanguage(WARNINGS, (warnings) => warnings.doubts[doubt]);
}

/** Puts a warning into words. Like a refusal, it is put into words when it is shown. */
export function explainWarning(warning: WarningFacts): Bilingual {
  switch (warning.code) {
    case 'quarantined':
      return inEachLanguage(WARNINGS, (warnings) => paragraph([warnings.doubts[warning.doubt], warnings.heldBack]));
    case 'rows-dropped':
      return inEachLanguage(WARNINGS, (warnings) => warnings.rowsDropped(warning.count));
    case 'unknown-member': {
      const member = JSON.stringify(warning.member.replace(/[\p{Cc}\p{Cf}\p{Cs}]/gu, '�'));
      return inEachLanguage(WARNINGS, (warnings) => warnings.unknownMember(member));
    }
    case 'article-rounded': {
      const { own, product, member, written, kept } = warning.rounding;
      const facts = { article: own.article, factor: own.factor ?? 1, member, written, kept };
      return inEachLanguage(WARNINGS, ({ articleRounded }, language) =>
        articleRounded({ ...facts, unit: product.unit[language] }),
      );
    }
    case 'gtin-check-digit':
      return inEachLanguage(WARNINGS, (warnings) => warnings.wrongCheckDigit);
    case 'nothing-withdrawn':
      return inEachLanguage(WARNINGS, (warnings) => warnings.nothingWithdrawn);
    case 'name-differs':
      return inEachLanguage(WARNINGS, ({ nameDiffers }, language) =>
        nameDiffers({
          code: warning.product.id,
          own: warning.product.name[language],
          named: warning.named.name[language],
        }),
      );
    case 'converted-quantity':
      return inEachLanguage(WARNINGS, ({ convertedQuantity }) =>
        convertedQuantity({ unit: warning.unit, kilograms: warning.quantity }),
      );
  }
}
