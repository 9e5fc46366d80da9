import { useEffect } from 'preact/hooks';
import { type BusinessDay, businessDayOf } from '#domain/business-day.ts';
import { useAnswer } from '#web/asking/use-answer.ts';
import { useRefusal } from '#web/asking/use-refusal.ts';
import { Answered, NotYours } from '#web/components/answered/answered.tsx';
import { Button } from '#web/components/button/button.tsx';
import { Panel } from '#web/components/panel/panel.tsx';
import { NAMES_ALONE } from '#web/components/place-names/names-alone.ts';
import { TakeList } from '#web/components/take-list/take-list.tsx';
import { useMoments, useTold, useWords } from '#web/language/language.tsx';
import { usePlace, useQuery } from '#web/routing/use-query.ts';
import { kindOf } from './action-kinds.ts';
import { keyOf, type LogLine } from './audit.ts';
import { type Fold, foldsOf } from './folds.ts';
import { LogFilters } from './log-filters.tsx';
import { LogFold } from './log-fold.tsx';
import { type AuditPages, useAudit } from './use-audit.ts';
import { LOG_WORDS } from './words.ts';

/** Lines that are enough to look at first. */
const ENOUGH = 10;
/** Lines that are read without being asked for. */
const MOST_BY_ITSELF = 500;

interface LogPanelProps {
  readonly from: BusinessDay;
  readonly to: BusinessDay;
  readonly today: BusinessDay;
}

/** The lines of some days that pass the filters, day by day, and older ones on demand. */
export function LogPanel({ from, to, today }: LogPanelProps) {
  const words = useWords(LOG_WORDS);
  const { day } = useMoments();
  const refusalOf = useRefusal();
  const audit = useAudit(from, to);
  const [place] = usePlace();
  const { data: places } = useAnswer('GET /v1/places', NAMES_ALONE);
  const isNotOwn = place !== undefined && places?.items.every(({ id }) => id !== place);
  const shown = useShown(audit.lines);
  const folds = foldsOf(shown);
  useSearchFurther(audit, shown.length);
  const refusal = refusalOf(audit.older.error);
  const oldest = audit.lines.at(-1);
  return (
    <Panel title={words.done} aside={<TakeLog lines={shown} from={from} day={to} />}>
      <LogFilters from={from} to={to} today={today} lines={audit.lines} />
      {place !== undefined && <p class="note">{words.ofPlace}</p>}
      <Answered
        answer={audit.first}
        height={400}
        empty={() => (audit.lines.length === 0 ? isNotOwn ? <NotYours /> : whyNone() : undefined)}
      >
        {() => (
          <>
            {shown.length === 0 && (isNotOwn ? <NotYours /> : <p>{words.noneSuch}</p>)}
            {shown.length > 0 && <p class="strong">{words.total(folds.length, shown.length, audit.hasOlder)}</p>}
            <Days folds={folds} isCut={audit.hasOlder} />
            {audit.hasOlder && (
              <div class="log-older">
                {refusal !== undefined && (
                  <p class="field-wrong" role="alert">
                    {refusal}
                  </p>
                )}
                <Button isBusy={audit.older.isRunning} onClick={() => void audit.older.run()}>
                  {words.older}
                </Button>
                {oldest && (
                  <p class="note" role="status">
                    {words.lookedThrough(audit.lines.length, day(businessDayOf(Date.parse(oldest.at))))}
                  </p>
                )}
              </div>
            )}
            {!audit.hasOlder && <p class="note log-end">{words.end(day(from))}</p>}
          </>
        )}
      </Answered>
    </Panel>
  );

  function whyNone() {
    return <p>{words.none(day(from), day(to))}</p>;
  }
}

/** The lines that pass what the address filters by. */
function useShown(lines: readonly LogLine[]): readonly LogLine[] {
  const [kind] = useQuery('loai');
  const [person] = useQuery('nguoi');
  const [place] = usePlace();
  const { data } = useAnswer('GET /v1/places', NAMES_ALONE);
  const parents = new Map((data?.items ?? []).map(({ id, parent }) => [id, parent]));
  return lines.filter(
    (line) =>
      (kind === undefined || kindOf(line.action) === kind) &&
      (person === undefined || line.by === person) &&
      (place === undefined || isInside(line.place, place, parents)),
  );
}

/** Reads on by itself while hardly anything fits, as far as a reader would press for it. */
function useSearchFurther({ hasOlder, lines, older }: AuditPages, found: number): void {
  const isWanted = hasOlder && found < ENOUGH && found < lines.length && lines.length < MOST_BY_ITSELF;
  useEffect(() => {
    if (isWanted && !older.isRunning && older.error === undefined) void older.run();
  }, [isWanted, lines.length, older.isRunning]);
}

/** True for a place itself and all that lies in it. */
function isInside(place: string | undefined, asked: string, parents: ReadonlyMap<string, string>): boolean {
  if (place === undefined) return false;
  return place === asked || isInside(parents.get(place), asked, parents);
}

function Days({ folds, isCut }: { readonly folds: readonly Fold[]; readonly isCut: boolean }) {
  const { longDay } = useMoments();
  const days = Map.groupBy(folds, ([{ at }]) => businessDayOf(Date.parse(at)));
  return (
    <>
      {[...days].map(([day, own]) => (
        <section key={day} class="log-day">
          <h3>{longDay(day)}</h3>
          <ol class="rows">
            {own.map((fold) => (
              <LogFold key={keyOf(fold[0])} fold={fold} isCut={isCut && fold === folds.at(-1)} />
            ))}
          </ol>
        </section>
      ))}
    </>
  );
}

interface TakeLogProps {
  readonly lines: readonly LogLine[];
  readonly from: string;
  readonly day: string;
}

function TakeLog({ lines, ...span }: TakeLogProps) {
  const words = useWords(LOG_WORDS);
  const told = useTold();
  const { time } = useMoments();
  return (
    <TakeList
      of={words.title}
      list="nhat-ky"
      {...span}
      rows={lines}
      columns={[
        { heading: words.columns.day, cell: ({ at }) => businessDayOf(Date.parse(at)), as: 'day' },
        { heading: words.columns.time, cell: ({ at }) => time(at) },
        { heading: words.columns.who, cell: ({ byName, by }) => (byName ? told(byName) : by) },
        { heading: words.columns.what, cell: ({ inWords }) => told(inWords) },
        { heading: words.columns.good, cell: ({ productName }) => productName && told(productName) },
        { heading: words.columns.place, cell: ({ placeName }) => placeName && told(placeName) },
        { heading: words.columns.subject, cell: ({ subject }) => subject },
        { heading: words.columns.note, cell: ({ note }) => note },
      ]}
    />
  );
}
