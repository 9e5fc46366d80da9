import { useState } from 'preact/hooks';
import { useAnswer } from '#web/asking/use-answer.ts';
import { Answered } from '#web/components/answered/answered.tsx';
import { Button } from '#web/components/button/button.tsx';
import { Name } from '#web/components/name/name.tsx';
import { Panel } from '#web/components/panel/panel.tsx';
import { WhoMay } from '#web/components/who-may/who-may.tsx';
import { useFigures, useMoments, useTold, useWords } from '#web/language/language.tsx';
import { DeskRulesDialog } from './desk-rules-dialog.tsx';
import { PersonName } from './person-name.tsx';
import type { DeskSettings, Settings } from './use-desk-settings.ts';
import { useMaySet } from './use-may-set.ts';
import { PEOPLE_WORDS } from './words.ts';

/** How the desk tells people: who stands behind whom, after how long, and when it leaves them in peace. */
export function DeskRules() {
  const words = useWords(PEOPLE_WORDS);
  const mayChange = useMaySet();
  const [isEditing, setIsEditing] = useState(false);
  const answer = useAnswer('GET /v1/desk-settings');
  return (
    <>
      {!mayChange && <WhoMay group="lead" />}
      <Panel
        title={words.settings}
        aside={mayChange && <Button onClick={() => setIsEditing(true)}>{words.edit}</Button>}
      >
        <Answered answer={answer} height={420}>
          {(desk) => (
            <>
              <SetBy desk={desk} />
              <Rules settings={desk.settings} />
              {isEditing && <DeskRulesDialog desk={desk} onClose={() => setIsEditing(false)} />}
            </>
          )}
        </Answered>
      </Panel>
    </>
  );
}

function SetBy({ desk: { by, byName, at } }: { readonly desk: DeskSettings }) {
  const words = useWords(PEOPLE_WORDS);
  const told = useTold();
  const { timeAndDay } = useMoments();
  if (by === undefined || at === undefined) return <p class="note">{words.default}</p>;
  return (
    <p class="note">
      {words.setBy} <Name>{byName ? told(byName) : by}</Name> · {timeAndDay(at)}
    </p>
  );
}

function Rules({ settings }: { readonly settings: Settings }) {
  const words = useWords(PEOPLE_WORDS);
  const { lead, director, handOverAt, quietHours, digest, calmMailAt, remindShopsAt } = settings;
  return (
    <dl class="people-rules">
      <dt>{words.lead}</dt>
      <dd>{lead === undefined ? words.everyLead : <PersonName id={lead} />}</dd>
      <dt>{words.director}</dt>
      <dd>{director === undefined ? words.everyAdmin : <PersonName id={director} />}</dd>
      <dt>{words.handOver}</dt>
      <dd>{handOverAt}</dd>
      <LevelRules level="crisis" settings={settings} />
      <LevelRules level="alert" settings={settings} />
      <dt>{words.quiet}</dt>
      <dd>{quietHours ? words.quietSpan(quietHours.from, quietHours.to) : words.noQuiet}</dd>
      <dt>{words.digest}</dt>
      <dd>{digest ? words.yes : words.no}</dd>
      <dt>{words.calm}</dt>
      <dd>{calmMailAt ?? words.no}</dd>
      <dt>{words.remindShops}</dt>
      <dd>{remindShopsAt ?? words.no}</dd>
    </dl>
  );
}

function LevelRules({ level, settings }: { readonly level: 'crisis' | 'alert'; readonly settings: Settings }) {
  const words = useWords(PEOPLE_WORDS);
  const { lasting } = useLastingMinutes();
  const { remindAfter, escalate, stalledAfter, stalledNextAfter, insteadAfter } = settings[level];
  return (
    <>
      <dt>{words.ofLevel[level]}</dt>
      <dd>
        <ul>
          {escalate.map(({ afterMinutes, tell }) => (
            <li key={`${afterMinutes} ${tell}`}>
              <Target tell={tell} />: {afterMinutes === 0 ? words.atOnce : words.after(lasting(afterMinutes))}
            </li>
          ))}
          {remindAfter.length > 0 && (
            <li>
              {words.remindAgain} {remindAfter.map(lasting).join(', ')}
            </li>
          )}
          <li class="note">
            {words.stalled} {lasting(stalledAfter)}, {words.stalledNext} {lasting(stalledNextAfter)}
          </li>
          <li class="note">
            {words.instead} {lasting(insteadAfter)}
          </li>
        </ul>
      </dd>
    </>
  );
}

function Target({ tell }: { readonly tell: string }) {
  const words = useWords(PEOPLE_WORDS);
  if (tell === 'duty' || tell === 'lead' || tell === 'director') return <>{words.escalateTo[tell]}</>;
  return <PersonName id={tell} />;
}

const MINUTES_OF_HOUR = 60;
const MINUTES_OF_DAY = 1440;
const MINUTE_MS = 60_000;

/** Minutes as people say them: whole hours and days as such. */
function useLastingMinutes() {
  const words = useWords(PEOPLE_WORDS);
  const { number } = useFigures();
  const { lasting } = useMoments();
  return {
    lasting: (minutes: number) =>
      minutes % MINUTES_OF_DAY === 0 || (minutes < MINUTES_OF_DAY && minutes % MINUTES_OF_HOUR === 0)
        ? lasting(minutes * MINUTE_MS)
        : words.minutes(number(minutes)),
  };
}
