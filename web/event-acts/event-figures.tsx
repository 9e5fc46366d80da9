import type { BusinessDay } from '#domain/business-day.ts';
import { FigureTag } from '#web/components/figure-tag/figure-tag.tsx';
import type { ShownEvent } from './shown-event.ts';

interface EventFiguresProps {
  readonly event: Pick<ShownEvent, 'asOf' | 'isPartial'>;
  /** The latest day whose figures are closed. */
  readonly lastClosed: BusinessDay;
}

/** Says where an event's figures are older than those of the page, or of a part of its places alone. */
export function EventFigures({ event, lastClosed }: EventFiguresProps) {
  return (
    <>
      {event.asOf < lastClosed && <FigureTag state="old" day={event.asOf} />}
      {event.isPartial && <FigureTag state="partial" />}
    </>
  );
}
