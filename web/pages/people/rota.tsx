import { useState } from 'preact/hooks';
import { useAnswer } from '#web/asking/use-answer.ts';
import { Answered } from '#web/components/answered/answered.tsx';
import { Button } from '#web/components/button/button.tsx';
import { Panel } from '#web/components/panel/panel.tsx';
import { WhoMay } from '#web/components/who-may/who-may.tsx';
import { useMoments, useWords } from '#web/language/language.tsx';
import { DeskNow } from './desk-now.tsx';
import { PersonName } from './person-name.tsx';
import { AddDaysDialog, DropDaysDialog } from './rota-dialogs.tsx';
import { TakeDays } from './take-days.tsx';
import type { DeskSettings, Settings } from './use-desk-settings.ts';
import { useMaySet } from './use-may-set.ts';
import { PEOPLE_WORDS } from './words.ts';

/** Who has duty, now and on the days to come, and who is away. */
export function Rota() {
  const mayChange = useMaySet();
  const settings = useAnswer('GET /v1/desk-settings');
  return (
    <>
      {!mayChange && <WhoMay group="lead" />}
      <div class="columns">
        <div>
          <DaysPanel kind="rota" answer={settings} mayChange={mayChange} />
          <DaysPanel kind="leave" answer={settings} mayChange={mayChange} />
        </div>
        <div>
          <DeskNow />
        </div>
      </div>
    </>
  );
}

interface DaysPanelProps {
  readonly kind: 'rota' | 'leave';
  readonly answer: ReturnType<typeof useAnswer<'GET /v1/desk-settings'>>;
  readonly mayChange: boolean;
}

function DaysPanel({ kind, answer, mayChange }: DaysPanelProps) {
  const words = useWords(PEOPLE_WORDS);
  const [isAdding, setIsAdding] = useState(false);
  return (
    <Panel title={words[kind]}>
      <Answered answer={answer} height={120}>
        {(desk) => (
          <>
            <TakeDays kind={kind} days={inOrder(desk.settings[kind])} />
            <p class="note">{kind === 'rota' ? words.rotaHelp(desk.settings.handOverAt) : words.leaveHelp}</p>
            {desk.settings[kind].length === 0 && <p>{kind === 'rota' ? words.noRota : words.noLeave}</p>}
            <ul class="rows">
              {inOrder(desk.settings[kind]).map((days) => (
                <DaysRow
                  key={`${days.who} ${days.from} ${days.to}`}
                  kind={kind}
                  days={days}
                  desk={desk}
                  mayChange={mayChange}
                />
              ))}
            </ul>
            {mayChange && (
              <div class="buttons people-add">
                <Button onClick={() => setIsAdding(true)}>{kind === 'rota' ? words.addDuty : words.addLeave}</Button>
              </div>
            )}
            {isAdding && <AddDaysDialog kind={kind} desk={desk} onClose={() => setIsAdding(false)} />}
          </>
        )}
      </Answered>
    </Panel>
  );
}

function inOrder(days: Settings['rota']) {
  return days.toSorted((a, b) => (a.from < b.from ? -1 : 1));
}

interface DaysRowProps {
  readonly kind: 'rota' | 'leave';
  readonly days: Settings['rota'][number];
  readonly desk: DeskSettings;
  readonly mayChange: boolean;
}

function DaysRow({ kind, days, desk, mayChange }: DaysRowProps) {
  const words = useWords(PEOPLE_WORDS);
  const { day } = useMoments();
  const [isDropping, setIsDropping] = useState(false);
  const span = words.span(day(days.from), day(days.to));
  return (
    <li class="people-days">
      <span>
        <span class="strong">
          <PersonName id={days.who} />
        </span>{' '}
        · {span}
      </span>
      {mayChange && (
        <Button kind="plain" label={`${words.drop} ${span}`} onClick={() => setIsDropping(true)}>
          {words.drop}
        </Button>
      )}
      {isDropping && <DropDaysDialog kind={kind} days={days} desk={desk} onClose={() => setIsDropping(false)} />}
    </li>
  );
}
