import { Name } from '#web/components/name/name.tsx';
import { useWords } from '#web/language/language.tsx';
import './phone-link.css';
import { PHONE_WORDS } from './words.ts';

interface PhoneLinkProps {
  readonly phone: string;
  /** Whom it calls: shown by the short one, told by the others to who does not see the row. */
  readonly who: string;
  readonly kind?: 'number' | 'button' | 'short';
}

/** Calls a person; the number is shown, since not everybody phones from this device. */
export function PhoneLink({ phone, who, kind = 'number' }: PhoneLinkProps) {
  const words = useWords(PHONE_WORDS);
  const text = { number: phone, button: words.call(phone), short: words.callShort }[kind];
  const isShort = kind === 'short';
  return (
    <a
      class={kind === 'number' ? 'phone-link' : 'phone-link button button-second'}
      href={`tel:${phone.replace(/[^\d+]/g, '')}`}
    >
      <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
        <path
          d="M3.2 1.8 5.4 1.5 6.7 4.6 5.2 6a8.6 8.6 0 0 0 4.8 4.8l1.4-1.5 3.1 1.3-.3 2.2c-.1.9-.9 1.6-1.8 1.5C6.600 13.900 2.100 9.400 1.700 3.600 1.600 2.700 2.300 1.900 3.200 1.800Z"
          fill="none"
          stroke="currentColor"
          stroke-width="1.5"
          stroke-linejoin="round"
        />
      </svg>
      {kind === 'number' && <span class="unseen">{words.callShort}</span>}
      <span>{text}</span>
      <span class={isShort ? undefined : 'unseen'}>
        <Name>{who}</Name>
      </span>
      {isShort && <span class="phone-link-number">{phone}</span>}
    </a>
  );
}
