import type { Direction } from '../../level.ts';

/** What a sentence on an event is made of, with names in its language. */
export interface EventWords {
  /** The group of goods, or the good. */
  readonly goods: string;
  readonly direction: Direction;
  readonly ceiling: boolean;
  /** The headlines of its goods as they are told: "68–74 %". */
  readonly changes?: string;
  /** Days of cover as they are told. */
  readonly cover?: string;
  readonly where: string;
}

/** How many places of each kind. */
export interface CountedPlaces {
  readonly wards: number;
  readonly communes: number;
  readonly others: number;
}

/** Vietnamese sentences on events; those of the other languages have the same shape. */
export const events = {
  happened({ goods, direction, ceiling, changes, cover, where }: EventWords): string {
    if (!changes) return `${goods} sắp hết hàng ${where}${cover === undefined ? '' : `: còn đủ bán ${cover}`}`;
    const moved = ceiling ? 'cao hơn giá trần' : direction === 'up' ? 'tăng' : 'giảm';
    return `${goods} ${moved} ${changes} ${where}${cover === undefined ? '' : `; hàng còn đủ bán ${cover}`}`;
  },
  over: ({ goods, where }: Pick<EventWords, 'goods' | 'where'>): string => `${goods} ${where}: đã hết biến động`,
  takenBack: ({ goods, where }: Pick<EventWords, 'goods' | 'where'>): string =>
    `${goods} ${where}: rút cảnh báo theo số liệu đã điều chỉnh`,
  inCity: 'trên toàn thành phố',
  inPlaces: (names: readonly string[]): string => `ở ${names.join(' và ')}`,
  inWards: (counts: CountedPlaces): string => `ở ${events.wards(counts)}`,
  wholeCity: 'toàn thành phố',
  wards: ({ wards, communes, others }: CountedPlaces): string =>
    [counted(wards, 'phường'), counted(communes, 'xã'), counted(others, 'địa bàn')].filter(Boolean).join(', '),
};

function counted(count: number, noun: string): string {
  return count === 0 ? '' : `${count}\u00a0${noun}`;
}
