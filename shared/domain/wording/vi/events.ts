import { FIGURES } from '../../figures.ts';
import type { Direction } from '../../level.ts';

/** What a sentence on an event is made of, with names in its language. */
export interface EventWords {
  /** The group of goods, or the good. */
  readonly goods: string;
  readonly direction: Direction;
  readonly ceiling: boolean;
  /** Whole percents without their sign. */
  readonly changes?: { readonly least: number; readonly greatest: number };
  /** Days of cover to half a day. */
  readonly coverDays?: number;
  readonly where: string;
}

const figures = FIGURES.vi;

/** Vietnamese sentences on events; those of the other languages have the same shape. */
export const events = {
  happened({ goods, direction, ceiling, changes, coverDays, where }: EventWords): string {
    if (!changes)
      return `${goods} sắp hết hàng ${where}${coverDays === undefined ? '' : `: còn đủ bán khoảng ${figures.days(coverDays)}`}`;
    const moved = ceiling ? 'cao hơn giá trần' : direction === 'up' ? 'tăng' : 'giảm';
    const cover = coverDays === undefined ? '' : `; hàng còn đủ bán khoảng ${figures.days(coverDays)}`;
    return `${goods} ${moved} ${rangeOf(changes)} ${where}${cover}`;
  },
  over: ({ goods, where }: Pick<EventWords, 'goods' | 'where'>): string => `${goods} ${where}: đã hết biến động`,
  takenBack: ({ goods, where }: Pick<EventWords, 'goods' | 'where'>): string =>
    `${goods} ${where}: rút cảnh báo theo số liệu đã điều chỉnh`,
  inCity: 'trên toàn thành phố',
  inPlaces: (names: readonly string[]): string => `ở ${names.join(' và ')}`,
  inWards: ({
    wards,
    communes,
    others,
  }: {
    readonly wards: number;
    readonly communes: number;
    readonly others: number;
  }): string =>
    `ở ${[counted(wards, 'phường'), counted(communes, 'xã'), counted(others, 'địa bàn')].filter(Boolean).join(', ')}`,
};

function counted(count: number, noun: string): string {
  return count === 0 ? '' : `${count}\u00a0${noun}`;
}

function rangeOf({ least, greatest }: { readonly least: number; readonly greatest: number }): string {
  return `${least === greatest ? '' : `${figures.number(least)}–`}${figures.percent(greatest)}`;
}
