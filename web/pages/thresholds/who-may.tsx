import { useAnswer } from '#web/asking/use-answer.ts';
import { Answered } from '#web/components/answered/answered.tsx';
import { Name } from '#web/components/name/name.tsx';
import { PhoneLink } from '#web/components/phone-link/phone-link.tsx';
import { useTold, useWords } from '#web/language/language.tsx';
import { THRESHOLDS_WORDS } from './words.ts';

/** Says who sets thresholds to who may not, with a telephone number where one may be seen. */
export function WhoMay() {
  const words = useWords(THRESHOLDS_WORDS);
  const told = useTold();
  const people = useAnswer('GET /v1/people');
  return (
    <div class="thresholds-who">
      <p class="strong">{words.mayNot}</p>
      <p>{words.whoMay}</p>
      <Answered answer={people} height={60}>
        {({ items }) => (
          <ul>
            {items
              .filter(({ group, places, active }) => group !== 'staff' && places.includes('*') && active)
              .map(({ id, name, phone }) => (
                <li key={id}>
                  <Name>{told(name)}</Name> {phone !== undefined && <PhoneLink phone={phone} who={told(name)} />}
                </li>
              ))}
          </ul>
        )}
      </Answered>
    </div>
  );
}
