import { Panel } from '#web/components/panel/panel.tsx';
import { useWords } from '#web/language/language.tsx';
import type { EventDetail } from './event-detail.ts';
import { EVENT_WORDS } from './words.ts';

/** Whom to call for supply, with what each could give. */
export function SupplyCalls({ event }: { readonly event: EventDetail }) {
  const words = useWords(EVENT_WORDS);
  return (
    <Panel id="goi" title={words.calls}>
      {event.id}
    </Panel>
  );
}
