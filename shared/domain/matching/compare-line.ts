import { FIGURES, type FigureLanguage } from '../figures.ts';
import { present } from '../present.ts';
import type { Bilingual, Product } from '../product.ts';
import type { Line } from './line.ts';
import { type MatchSettings, TIERS } from './match-settings.ts';
import type { Alternative, Comparison, Limit } from './suggestion.ts';
import type { Sensitivity } from './transport/sensitivity.ts';

/** Who else could give, what it would cost more, and what one unit more would change; none without exact prices. */
export function compareLine(line: Line, settings: MatchSettings): Comparison | undefined {
  const { routes, needed } = line;
  if (!routes) return undefined;
  const alternatives = alternativesTo(line, routes, settings.maxAlternatives);
  const limit = limitOf(line, routes);
  if (routes.isCutShort()) return undefined;
  const inLanguage = (language: FigureLanguage) => wordsOf(line, { alternatives, limit }, needed, language);
  return { alternatives, limit, words: { vi: inLanguage('vi'), en: inLanguage('en') } };
}

function alternativesTo(line: Line, routes: Sensitivity, most: number): Alternative[] {
  const { from, to, needed } = line;
  const own = line.routeBetween(from, to);
  return line
    .othersFor(to)
    .flatMap((other) => {
      const rankedMorePerUnit = other === from ? undefined : routes.detour(from, to, other);
      return rankedMorePerUnit === undefined ? [] : [{ other, rankedMorePerUnit }];
    })
    .sort((a, b) => a.rankedMorePerUnit - b.rankedMorePerUnit || (a.other < b.other ? -1 : 1))
    .slice(0, most)
    .map(({ other, rankedMorePerUnit }) => {
      const route = line.routeBetween(other, to);
      const giver = line.giverOf(other);
      const isSubstitute = giver.product.id !== needed.id;
      return present({
        from: giver.party,
        substitute: isSubstitute ? giver.product.name : undefined,
        distanceKm: route.roadKm,
        paidMorePerUnit: route.paidPerUnit - own.paidPerUnit,
        rankedMorePerUnit,
        because: isSubstitute
          ? 'substitute'
          : !routes.hasSpare(other)
            ? 'needed-elsewhere'
            : TIERS.indexOf(route.tier) > TIERS.indexOf(own.tier)
              ? 'later-tier'
              : 'dearer-way',
      });
    });
}

function limitOf({ from }: Line, routes: Sensitivity): Limit {
  if (routes.wouldServeMore(from)) return { kind: 'serves-more' };
  const savingPerUnit = routes.savingOfOneMore(from);
  return savingPerUnit > 0 ? { kind: 'saves', savingPerUnit } : { kind: 'nothing' };
}

const BECAUSE: Readonly<Record<Alternative['because'], Bilingual>> = {
  'dearer-way': { vi: 'đường xa hơn', en: 'a longer way' },
  'later-tier': { vi: 'thuộc nhóm nguồn ưu tiên sau', en: 'a later kind of source' },
  substitute: { vi: 'hàng thay thế', en: 'a substitute' },
  'needed-elsewhere': { vi: 'hàng đang dành cho nơi khác', en: 'its goods are meant for others' },
};

function wordsOf(
  line: Line,
  { alternatives, limit }: Omit<Comparison, 'words'>,
  { unit }: Pick<Product, 'unit'>,
  language: FigureLanguage,
): string {
  const figures = FIGURES[language];
  const inVietnamese = language === 'vi';
  const name = unit[language];
  const more = (dong: number) => `${dong < 0 ? '−' : '+'}${figures.price(Math.abs(dong), name)}`;
  const others = alternatives.map(({ from, substitute, paidMorePerUnit, rankedMorePerUnit, because }) => {
    const [ranked, paid] = [more(rankedMorePerUnit), more(paidMorePerUnit)];
    return inVietnamese
      ? `${from.storeName} (${substitute ? `${substitute.vi}: ` : ''}${ranked} theo thứ tự ưu tiên, cước ${paid}; ${BECAUSE[because].vi})`
      : `${from.storeName} (${substitute ? `${substitute.en}: ` : ''}${ranked} as ways are ranked, carriage ${paid}; ${BECAUSE[because].en})`;
  });
  const giver = line.giverOf(line.from).party.storeName;
  const oneMore = figures.quantity(1000, name);
  const limits =
    limit.kind === 'serves-more'
      ? inVietnamese
        ? `Thêm ${oneMore} từ ${giver} thì bớt thiếu ${oneMore}.`
        : `${oneMore} more from ${giver} would leave ${oneMore} less unmet.`
      : limit.kind === 'saves'
        ? inVietnamese
          ? `Thêm ${oneMore} từ ${giver} thì bớt được ${figures.dong(limit.savingPerUnit)} theo thứ tự ưu tiên.`
          : `${oneMore} more from ${giver} would save ${figures.dong(limit.savingPerUnit)} as ways are ranked.`
        : inVietnamese
          ? `Bên nhận đã đủ, thêm hàng từ ${giver} không giúp gì thêm.`
          : `The need is met: more from ${giver} would change nothing.`;
  const choice =
    others.length === 0
      ? inVietnamese
        ? 'Không có bên giao nào khác.'
        : 'Nobody else could give.'
      : inVietnamese
        ? `Bên giao khác: ${others.join('; ')}.`
        : `Others who could give: ${others.join('; ')}.`;
  return `${choice} ${limits}`;
}
