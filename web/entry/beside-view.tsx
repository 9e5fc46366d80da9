import { useLanguage, useMoments, useTold, useWords } from '#web/language/language.tsx';
import type { Latest } from './entered-row.ts';
import { type Beside, type ShownDay, sideOf } from './own-day.ts';
import { OWN_DAY_WORDS } from './own-day-words.ts';
import { writeNumber } from './written-number.ts';

interface BesideViewProps {
  readonly said: ShownDay['said'];
  readonly beside: Beside;
  readonly latest: Latest;
}

/** The store's own prices beside those of its ward, of the latest day that is closed; or why there are none. */
export function BesideView({ said, beside, latest }: BesideViewProps) {
  const words = useWords(OWN_DAY_WORDS);
  const { day, time } = useMoments();
  const { items } = beside;
  return (
    <section class="panel entry-panel">
      <h2>{words.besideTitle}</h2>
      <p class="note">
        {words.besideDay(day(beside.day))} {beside.day !== said.date && words.besideToday(time(said.cutOffAt))}
      </p>
      {items.length === 0 ? (
        <>
          <p>{words.noBeside}</p>
          <ul class="entry-reasons">
            {words.whyNoBeside.map((why) => (
              <li key={why}>{why}</li>
            ))}
          </ul>
        </>
      ) : (
        <>
          <BesideTable items={items} latest={latest} />
          <p class="note">
            {words.besideHelp} {words.fewer}
          </p>
        </>
      )}
    </section>
  );
}

function BesideTable({ items, latest }: { readonly items: Beside['items'] } & Pick<BesideViewProps, 'latest'>) {
  const words = useWords(OWN_DAY_WORDS);
  return (
    <table class="entry-beside">
      <thead>
        <tr>
          <th scope="col" class="number">
            {words.own}
          </th>
          <th scope="col" class="number">
            {words.lower}
          </th>
          <th scope="col" class="number">
            {words.middle}
          </th>
          <th scope="col" class="number">
            {words.upper}
          </th>
        </tr>
      </thead>
      {items.map((item) => (
        <BesideRows key={item.product} item={item} latest={latest} />
      ))}
    </table>
  );
}

function BesideRows({ item, latest }: { readonly item: Beside['items'][number] } & Pick<BesideViewProps, 'latest'>) {
  const words = useWords(OWN_DAY_WORDS);
  const told = useTold();
  const { language } = useLanguage();
  const { product, productName, placeName, own, lower, middle, upper } = item;
  const good = latest.goods.find(({ id }) => id === product);
  return (
    <tbody>
      <tr>
        <th scope="rowgroup" colSpan={4}>
          <span class="strong">{told(productName)}</span>{' '}
          <span class="note">
            {[good && told(good.unit), told(placeName), words.standing[sideOf(item)]].filter(Boolean).join(' · ')}
          </span>
        </th>
      </tr>
      <tr>
        <td class="number strong">{writeNumber(own, language)}</td>
        <td class="number">{writeNumber(lower, language)}</td>
        <td class="number">{writeNumber(middle, language)}</td>
        <td class="number">{writeNumber(upper, language)}</td>
      </tr>
    </tbody>
  );
}
