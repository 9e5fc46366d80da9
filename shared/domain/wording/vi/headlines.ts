import type { ShopChange } from '../../detection/episode.ts';
import { goesThatWay, type Headline, type PriceRung } from '../../evidence/headline.ts';
import { FIGURES } from '../../figures.ts';
import { TRAILING_REPORTS } from '../../history/trailing-reports.ts';
import type { Direction } from '../../level.ts';

const figures = FIGURES.vi;

/** A headline with what its words depend on. */
export interface ToldHeadline extends Headline {
  readonly rung: PriceRung;
  readonly direction: Direction;
  readonly lagDays: number;
  readonly seasonPct: number;
  readonly unit: string;
}

type ByMiddle = ToldHeadline & { readonly middle: ShopChange };

export const headlines = {
  /** "+70 %"; where the middle shop has not moved that way at all, how far the farthest has. */
  percent({ changePct, direction, thresholds, furthest }: Pick<ToldHeadline, keyof Headline | 'direction'>): string {
    if (!furthest || goesThatWay(changePct, direction)) return figures.headline(changePct, thresholds);
    return `đến ${figures.headline(furthest.changePct, thresholds)}`;
  },

  /** The same without its sign, behind a word that tells the direction. */
  size({ changePct, direction, thresholds, furthest }: Pick<ToldHeadline, keyof Headline | 'direction'>): string {
    if (!furthest || goesThatWay(changePct, direction)) return figures.headlineSize(changePct, thresholds);
    return `đến ${figures.headlineSize(furthest.changePct, thresholds)}`;
  },

  /** One shop's two prices. */
  prices({ price, comparedWith }: ShopChange, { rung, unit }: Pick<ToldHeadline, 'rung' | 'unit'>): string {
    if (rung !== 'ceiling') return figures.twoPrices(comparedWith, price, unit);
    return `${figures.price(price, unit)}, giá trần ${figures.price(comparedWith, unit)}`;
  },

  /** The move as a part of a sentence: how far, against what, and the middle shop's own two prices. */
  move(told: ByMiddle): string {
    const { rung, direction, lagDays, seasonPct, middle, furthest, thresholds } = told;
    const moved = direction === 'up' ? 'tăng' : 'giảm';
    const size = headlines.size(told);
    const how: Readonly<Record<PriceRung, string>> = {
      ceiling: `cao hơn giá trần đang áp dụng ${size}`,
      trailing: `${moved} ${size} so với giá quen thuộc của từng điểm bán (trung vị tối đa ${TRAILING_REPORTS} ngày báo cáo trước)`,
      drift: `${moved} dần ${size} so với khoảng ${lagDays} ngày trước`,
      season: `${moved} ${size} so với mức mà cùng kỳ các năm trước cho thấy (đã tính mức ${figures.change(seasonPct)} của mùa vụ)`,
    };
    const said = middle.daysAgo === undefined ? '' : ` (giá báo ${middle.daysAgo} ngày trước)`;
    const farthest = furthest
      ? `, điểm xa nhất ${headlines.prices(furthest, told)} (${figures.headline(furthest.changePct, thresholds)})`
      : '';
    return `${how[rung]}: điểm bán đứng giữa ${headlines.prices(middle, told)}${said}${farthest}`;
  },

  /** What the number is, in one line. */
  definition({
    rung,
    direction,
    lagDays,
    count,
  }: Pick<ToldHeadline, 'rung' | 'direction' | 'lagDays' | 'count'>): string {
    const moved = rung === 'ceiling' ? 'vượt' : direction === 'up' ? 'tăng' : 'giảm';
    const which = rung === 'ceiling' ? 'điểm bán trên giá trần' : 'điểm bán';
    const against: Readonly<Record<PriceRung, string>> = {
      ceiling: 'giá trần đang áp dụng',
      trailing: 'giá quen thuộc của chính mình',
      drift: `giá của chính mình khoảng ${lagDays} ngày trước`,
      season: 'giá quen thuộc của chính mình đã tính mùa vụ',
    };
    const own = `mỗi điểm so với ${against[rung]}.`;
    if (count === 1) return `Chỉ có một ${which}, so với ${against[rung]}.`;
    if (count === 2) return `Mức ${moved} ít hơn trong hai ${which}; ${own}`;
    return `Một nửa số ${which} ${moved} nhiều hơn, một nửa ${moved} ít hơn; ${own}`;
  },

  /** What the number is where no middle shop is known. */
  median: 'Trung vị mức thay đổi riêng của từng điểm bán; số liệu cũ chưa lưu điểm bán đứng giữa.',

  monthMean: 'Giá bán lẻ trung bình của tháng so với mức mà các năm trước cho thấy.',
};
