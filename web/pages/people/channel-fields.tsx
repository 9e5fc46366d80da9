import { Button } from '#web/components/button/button.tsx';
import { TextField } from '#web/components/text-field/text-field.tsx';
import { useWords } from '#web/language/language.tsx';
import type { Channel } from './person.ts';
import { PEOPLE_WORDS } from './words.ts';

const KINDS: readonly Channel['kind'][] = ['mail', 'sms', 'webhook'];
const MOST = 6;

interface ChannelFieldsProps {
  readonly channels: readonly Channel[];
  readonly onChange: (channels: readonly Channel[]) => void;
}

/** By what a person is told, in the order of choice. */
export function ChannelFields({ channels, onChange }: ChannelFieldsProps) {
  const words = useWords(PEOPLE_WORDS);
  const put = (index: number, channel: Channel) => onChange(channels.with(index, channel));
  return (
    <fieldset class="person-channels">
      <legend class="strong">{words.channels}</legend>
      {channels.map((channel, index) => (
        <div class="person-channel" key={`${index}-${channels.length}`}>
          <label class="field">
            <span class="note">{index + 1}</span>
            <select
              value={channel.kind}
              onChange={({ currentTarget }) => put(index, ofKind(KINDS[currentTarget.selectedIndex] ?? 'mail', ''))}
            >
              {KINDS.map((kind) => (
                <option key={kind} value={kind}>
                  {words.channelKinds[kind]}
                </option>
              ))}
            </select>
          </label>
          <TextField
            label={words.channelAddress}
            value={channel.address ?? ''}
            isRequired={channel.kind === 'webhook'}
            onChange={(address) => put(index, withAddress(channel, address))}
          />
          {channel.kind === 'webhook' && (
            <TextField
              label={words.secret}
              value={channel.secret ?? ''}
              onChange={(secret) => put(index, withSecret(channel, secret))}
            />
          )}
          <Button
            kind="plain"
            label={words.remove(`${words.channelKinds[channel.kind]} ${channel.address ?? ''}`)}
            onClick={() => onChange(channels.toSpliced(index, 1))}
          >
            ×
          </Button>
        </div>
      ))}
      <p class="note">{words.channelDefault}</p>
      {channels.length < MOST && (
        <Button onClick={() => onChange([...channels, { kind: 'mail' }])}>{words.addChannel}</Button>
      )}
    </fieldset>
  );
}

function ofKind(kind: Channel['kind'], address: string): Channel {
  return kind === 'webhook' ? { kind, address } : { kind };
}

function withAddress(channel: Channel, address: string): Channel {
  if (channel.kind === 'webhook') return { ...channel, address };
  return address.trim() === '' ? { kind: channel.kind } : { kind: channel.kind, address };
}

function withSecret(channel: Channel & { readonly kind: 'webhook' }, secret: string): Channel {
  const { kind, address } = channel;
  return secret === '' ? { kind, address } : { kind, address, secret };
}
