import { TextField } from '#web/components/text-field/text-field.tsx';
import { useWords } from '#web/language/language.tsx';
import { isNewAddress, type Retailer, type TypedWebhook } from './registered.ts';
import { REGISTER_WORDS } from './words.ts';

interface WebhookFieldsProps {
  readonly before: Retailer | undefined;
  readonly webhook: TypedWebhook;
  readonly onChange: (webhook: TypedWebhook) => void;
}

/** Where the system of an organisation is reminded of its silent stores. */
export function WebhookFields({ before, webhook, onChange }: WebhookFieldsProps) {
  const words = useWords(REGISTER_WORDS);
  const { address, secret } = webhook;
  return (
    <>
      <TextField
        label={words.webhook}
        type="url"
        value={address}
        maxLength={2000}
        help={words.webhookHelp}
        onChange={(value) => onChange({ ...webhook, address: value })}
      />
      {address.trim() !== '' && (
        <TextField
          label={words.webhookSecret}
          value={secret}
          isRequired={isNewAddress(before, webhook)}
          pattern=".{16,200}"
          help={isNewAddress(before, webhook) ? words.webhookSecretNew : words.webhookSecretKept}
          onChange={(value) => onChange({ ...webhook, secret: value })}
        />
      )}
    </>
  );
}
