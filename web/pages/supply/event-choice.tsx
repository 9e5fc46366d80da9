import type { ReceivedFrom } from '#contract/client.ts';
import { useTold, useWords } from '#web/language/language.tsx';
import { SUPPLY_WORDS } from './words.ts';

export type ShownEvent = ReceivedFrom<'GET /v1/events'>['items'][number];

/** True while an event goes on. */
export function isLive({ state }: ShownEvent): boolean {
  return state !== 'resolved' && state !== 'withdrawn' && state !== 'false-alarm';
}

/** What an event is called: its goods, and how many wards it is in. */
export function useEventName(): (event: ShownEvent) => string {
  const words = useWords(SUPPLY_WORDS);
  const told = useTold();
  return ({ goodsName, wards }) => words.eventName(told(goodsName), wards.length);
}

interface EventChoiceProps {
  readonly events: readonly ShownEvent[];
  readonly chosen: string;
  readonly onChoose: (event: string) => void;
}

/** Which event's plan is shown; nothing to choose where there is but one. */
export function EventChoice({ events, chosen, onChoose }: EventChoiceProps) {
  const words = useWords(SUPPLY_WORDS);
  const nameOf = useEventName();
  const shown = events.filter((event) => isLive(event) || event.id === chosen);
  if (shown.length < 2) return null;
  return (
    <label class="field supply-event">
      <span class="note">{words.event}</span>
      <select value={chosen} onChange={({ currentTarget }) => onChoose(currentTarget.value)}>
        {shown.map((event) => (
          <option key={event.id} value={event.id}>
            {nameOf(event)}
          </option>
        ))}
      </select>
    </label>
  );
}
