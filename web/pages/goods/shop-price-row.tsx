import type { Bilingual } from '#domain/language.ts';
import { Name } from '#web/components/name/name.tsx';
import type { ShopRow } from '#web/components/shop-rows/use-shops.ts';
import { useFigures, useMoments, useTold, useWords } from '#web/language/language.tsx';
import { GOODS_WORDS } from './words.ts';

interface ShopPriceRowProps {
  readonly row: ShopRow;
  readonly unitName: Bilingual;
  /** True for the shop that the reader was led to. */
  readonly isWanted: boolean;
}

/** One shop: its price beside its own usual one; grey with its day where it has not reported. */
export function ShopPriceRow({ row, unitName, isWanted }: ShopPriceRowProps) {
  const words = useWords(GOODS_WORDS);
  const figures = useFigures();
  const told = useTold();
  const { time, shortDay } = useMoments();
  const { state, storeName, placeName, channel, priceType, price, saidOn, usual, changePct, doubt, coverDays } = row;
  const number = (value: number | undefined) => (value === undefined ? '–' : figures.number(value));
  const isSilent = state === 'silent';
  const channelName = `${words.channels[channel]}${priceType && priceType !== 'retail' ? `, ${words.priceTypes[priceType]}` : ''}`;
  const cover = coverDays === undefined ? undefined : figures.days(coverDays);
  const said = isSilent
    ? saidOn === undefined
      ? words.notReported
      : words.silentSince(shortDay(saidOn))
    : row.receivedAt === undefined
      ? '–'
      : time(row.receivedAt);
  const unit = told(unitName);
  const aside = [
    channelName,
    usual !== undefined && words.usualIs(figures.workedOutPrice(usual, unit)),
    isSilent && said,
  ];
  return (
    <tr
      class={`${isSilent ? 'goods-silent' : ''} ${isWanted ? 'goods-wanted' : ''}`}
      ref={isWanted ? bringIntoView : null}
    >
      <th scope="row" class="goods-shop">
        <Name>{storeName}</Name> {!storeName.includes(placeName.vi) && <span class="note">{told(placeName)}</span>}
        {doubt !== undefined && <span class="goods-doubt note">{words.doubtful}</span>}
        <span class="goods-narrow note">{aside.filter(Boolean).join(' · ').replaceAll('\u00a0', ' ')}</span>
      </th>
      <td class="goods-wide">{channelName}</td>
      <td class="number goods-wide">{number(usual === undefined ? undefined : Number(usual.toPrecision(4)))}</td>
      <td class="number strong">{number(price)}</td>
      <td class="number">{changePct === undefined ? '–' : figures.headline(changePct)}</td>
      <td class="number goods-cover">{cover ?? '–'}</td>
      <td class="number goods-wide">{said}</td>
    </tr>
  );
}

function bringIntoView(row: Element | null): void {
  row?.scrollIntoView({ block: 'center' });
}
