import { useState } from 'preact/hooks';
import type { Answer } from '#web/asking/use-answer.ts';
import { useRefusal } from '#web/asking/use-refusal.ts';
import { Answered } from '#web/components/answered/answered.tsx';
import { Button } from '#web/components/button/button.tsx';
import { Dialog } from '#web/components/dialog/dialog.tsx';
import { Name } from '#web/components/name/name.tsx';
import { Panel } from '#web/components/panel/panel.tsx';
import { TakeList } from '#web/components/take-list/take-list.tsx';
import { useMoments, useTold, useWords } from '#web/language/language.tsx';
import { Other } from './threshold-form.tsx';
import { heldBefore, phaseOf, type SetThreshold, type Thresholds } from './thresholds.ts';
import { useThree } from './use-three.ts';
import { useThresholdChange } from './use-threshold-change.ts';
import { THRESHOLDS_WORDS } from './words.ts';

interface ThresholdHistoryProps {
  readonly answer: Answer<Thresholds>;
  readonly maySet: boolean;
}

/** Who set which thresholds when and why; those that hold or are to come can be taken back. */
export function ThresholdHistory({ answer, maySet }: ThresholdHistoryProps) {
  const words = useWords(THRESHOLDS_WORDS);
  const [taking, take] = useState<SetThreshold>();
  return (
    <Panel title={words.history} aside={answer.data && <HistoryCsv data={answer.data} />}>
      <Answered
        answer={answer}
        height={120}
        empty={({ history }) => (history.length === 0 ? <p>{words.noHistory}</p> : undefined)}
      >
        {(data) => (
          <>
            <ul class="rows">
              {data.history.map((set) => (
                <HistoryRow
                  key={`${set.validFrom} ${set.at}`}
                  set={set}
                  phase={phaseOf(set, data.items[0], data.date)}
                  onTakeBack={maySet ? () => take(set) : undefined}
                />
              ))}
            </ul>
            {taking && <TakeBack data={data} taken={taking} onClose={() => take(undefined)} />}
          </>
        )}
      </Answered>
    </Panel>
  );
}

interface HistoryRowProps {
  readonly set: SetThreshold;
  readonly phase: ReturnType<typeof phaseOf>;
  readonly onTakeBack: (() => void) | undefined;
}

function HistoryRow({ set, phase, onTakeBack }: HistoryRowProps) {
  const words = useWords(THRESHOLDS_WORDS);
  const told = useTold();
  const { day, timeAndDay } = useMoments();
  const three = useThree();
  return (
    <li>
      <p>
        <strong>{three(set)}</strong> {words.fromDay(day(set.validFrom))} · {words.phases[phase]}
      </p>
      <p class="note">
        {set.byName ? <Name>{told(set.byName)}</Name> : words.somebody}, {timeAndDay(set.at)}
      </p>
      {set.reason !== undefined && (
        <p class="note">
          <Name>“{set.reason}”</Name>
        </p>
      )}
      {onTakeBack && phase !== 'past' && (
        <Button
          class="thresholds-take-back"
          label={words.takeBackOf(three(set), day(set.validFrom))}
          onClick={onTakeBack}
        >
          {words.takeBack}
        </Button>
      )}
    </li>
  );
}

interface TakeBackProps {
  readonly data: Thresholds;
  readonly taken: SetThreshold;
  readonly onClose: () => void;
}

/** Sets again what held before; what was set and why it was taken back stays in the list. */
function TakeBack({ data, taken, onClose }: TakeBackProps) {
  const words = useWords(THRESHOLDS_WORDS);
  const { day } = useMoments();
  const three = useThree();
  const refusalOf = useRefusal();
  const { act, other } = useThresholdChange(data);
  const [reason, setReason] = useState('');
  const before = heldBefore(data.history, taken, data.items[0]?.unset ?? data.defaults);
  const validFrom = [taken.validFrom, data.date].toSorted()[1] ?? data.date;
  return (
    <Dialog
      title={words.takeBackTitle}
      confirm={words.takeBackConfirm}
      isBusy={act.isRunning}
      refusal={refusalOf(act.error)}
      onConfirm={() => void act.run([{ product: taken.product, validFrom, ...before, reason: reason.trim() }], onClose)}
      onClose={onClose}
    >
      <p>{words.takeBackDetail(three(taken), three(before), day(validFrom))}</p>
      <label class="field">
        <span>{words.reason}</span>
        <input
          required
          maxLength={500}
          value={reason}
          onInput={({ currentTarget }) => setReason(currentTarget.value)}
        />
      </label>
      {other && <Other other={other} />}
    </Dialog>
  );
}

function HistoryCsv({ data }: { readonly data: Thresholds }) {
  const words = useWords(THRESHOLDS_WORDS);
  const told = useTold();
  return (
    <TakeList
      of={words.history}
      list={`nguong-da-dat-${data.items[0]?.product ?? ''}`}
      rows={data.history}
      columns={[
        { heading: words.good, cell: ({ productName }) => told(productName) },
        { heading: words.since, cell: ({ validFrom }) => validFrom, as: 'day' },
        { heading: `${words.steps.watch} (%)`, cell: ({ watch }) => watch },
        { heading: `${words.steps.alert} (%)`, cell: ({ alert }) => alert },
        { heading: `${words.steps.crisis} (%)`, cell: ({ crisis }) => crisis },
        { heading: words.who, cell: ({ byName }) => (byName ? told(byName) : '') },
        { heading: words.when, cell: ({ at }) => at, as: 'instant' },
        { heading: words.why, cell: ({ reason }) => reason },
      ]}
    />
  );
}
