import { useAnswer } from '#web/asking/use-answer.ts';
import { Name } from '#web/components/name/name.tsx';
import { PhoneLink } from '#web/components/phone-link/phone-link.tsx';
import { useTold, useWords } from '#web/language/language.tsx';
import { useSession } from '#web/sign-in/session.tsx';
import './who-may.css';
import { WHO_MAY_WORDS } from './words.ts';

const MOST_NAMED = 3;

/** Says to who may only look that it is so, and who may change what is shown. */
export function WhoMay({ group }: { readonly group: 'lead' | 'admin' }) {
  const words = useWords(WHO_MAY_WORDS);
  const told = useTold();
  const { who } = useSession();
  const { data } = useAnswer('GET /v1/people');
  const able = (data?.items ?? []).filter(
    (person) => person.active && (person.group === 'admin' || person.group === group),
  );
  if (who == null) return null;
  return (
    <div class="who-may">
      <p>
        <strong>{words.title}</strong> {group === 'admin' ? words.ofAdmin : words.ofLead}
      </p>
      {able.length > 0 && (
        <p>
          {words.contact}{' '}
          {able.slice(0, MOST_NAMED).map(({ id, name, phone }, index) => (
            <span key={id}>
              {index > 0 && ', '}
              <Name>{told(name)}</Name> {phone !== undefined && <PhoneLink phone={phone} who={told(name)} />}
            </span>
          ))}
        </p>
      )}
    </div>
  );
}
