import { ButtonLink } from '#web/components/button/button.tsx';
import { LevelTag } from '#web/components/level-tag/level-tag.tsx';
import type { ProductMap, WardFacts } from '#web/components/ward-facts/ward-facts.ts';
import { useFigures, useTold, useWords } from '#web/language/language.tsx';
import { MAP_WORDS } from './words.ts';

interface WardInfoProps {
  readonly ward: WardFacts;
  readonly good: ProductMap | undefined;
  readonly address: string;
}

/** What the chosen tile says, in words; read aloud when another one is chosen. */
export function WardInfo({ ward, good, address }: WardInfoProps) {
  const words = useWords(MAP_WORDS);
  const told = useTold();
  const figures = useFigures();
  const { name, state, direction, worst, median, percent, agreeing, reporting, reported, registered } = ward;
  const price = good && median !== undefined && figures.workedOutPrice(median, told(good.unitName));
  const facts = [
    good && price && [`${told(good.productName)} ${price}`, percent && told(percent)].filter(Boolean).join(', '),
    worst && words.worstIs(told(worst.productName)),
  ];
  const counts =
    state === 'not-taking-part'
      ? [words.notTakingPartDetail]
      : state === 'no-data'
        ? [words.noData(registered)]
        : [
            words.reported(reported, registered),
            agreeing !== undefined && reporting !== undefined && words.agreeing(agreeing, reporting),
          ];
  return (
    <div class="map-info">
      <div role="status" class="map-info-text">
        <p class="map-info-name">
          <span class="strong">{told(name)}</span> <WardLevel state={state} direction={direction} />
        </p>
        <p class="note">{facts.filter(Boolean).join(' · ')}</p>
        <p class="note">{counts.filter(Boolean).join(' · ')}</p>
      </div>
      <ButtonLink href={address}>
        {words.open}
        <span class="unseen"> {told(name)}</span>
      </ButtonLink>
    </div>
  );
}

/** The level as a tag; who takes no part is none of the levels. */
export function WardLevel({ state, direction }: Pick<WardFacts, 'state' | 'direction'>) {
  const words = useWords(MAP_WORDS);
  if (state === 'not-taking-part') return <span class="level-tag level-no-data">{words.notTakingPart}</span>;
  return <LevelTag level={state} direction={direction} />;
}
