import { TextField } from '#web/components/text-field/text-field.tsx';
import { useWords } from '#web/language/language.tsx';
import type { Contact } from './registered.ts';
import { REGISTER_WORDS } from './words.ts';

interface ContactFieldsProps {
  readonly label: string;
  readonly isRequired?: boolean;
  readonly contact: Contact;
  readonly onChange: (contact: Contact) => void;
}

/** Whom to call. */
export function ContactFields({ label, isRequired = false, contact, onChange }: ContactFieldsProps) {
  const words = useWords(REGISTER_WORDS);
  const { name, phone = '', email = '' } = contact;
  const needsName = isRequired || phone !== '' || email !== '';
  return (
    <>
      <TextField
        label={label}
        value={name}
        isRequired={needsName}
        maxLength={120}
        onChange={(value) => onChange({ ...contact, name: value })}
      />
      <TextField
        label={words.phone}
        type="tel"
        value={phone}
        maxLength={30}
        onChange={(value) => onChange({ ...contact, phone: value })}
      />
      <TextField
        label={words.email}
        type="email"
        value={email}
        onChange={(value) => onChange({ ...contact, email: value })}
      />
    </>
  );
}
