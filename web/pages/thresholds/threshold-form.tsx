import { useState } from 'preact/hooks';
import { addDays } from '#domain/business-day.ts';
import { useRefusal } from '#web/asking/use-refusal.ts';
import { Button } from '#web/components/button/button.tsx';
import { DateInput } from '#web/components/date-input/date-input.tsx';
import { Name } from '#web/components/name/name.tsx';
import { useFigures, useMoments, useTold, useWords } from '#web/language/language.tsx';
import { type Draft, draftOf, thresholdsIn, wrongIn } from './percent-text.ts';
import { StepField } from './step-field.tsx';
import { areEqual, type InForce, nextToCome, type SetThreshold, STEPS, type Thresholds } from './thresholds.ts';
import { useThree } from './use-three.ts';
import { useThresholdChange } from './use-threshold-change.ts';
import { THRESHOLDS_WORDS } from './words.ts';

interface ThresholdFormProps {
  readonly product: string;
  readonly data: Thresholds;
  readonly draft: Draft;
  readonly onDraft: (draft: Draft | undefined) => void;
  /** True where all goods of the group are set at once. */
  readonly isOfGroup: boolean;
  readonly onGroup: (isOfGroup: boolean) => void;
}

/** Sets three thresholds from a day on, with the reason. */
export function ThresholdForm({ product, data, draft, onDraft, isOfGroup, onGroup }: ThresholdFormProps) {
  const words = useWords(THRESHOLDS_WORDS);
  const { shortDay, day } = useMoments();
  const three = useThree();
  const refusalOf = useRefusal();
  const { act, other } = useThresholdChange(data);
  const [validFrom, setValidFrom] = useState(addDays(data.date, 1));
  const [reason, setReason] = useState('');
  const [saved, setSaved] = useState<string>();
  const inForce = data.items[0];
  const toCome = nextToCome(data, product);
  const { percent } = useFigures();
  const thresholds = thresholdsIn(draft);
  const wrong = wrongIn(draft);
  const isChanged = inForce !== undefined && (thresholds === undefined || !areEqual(thresholds, inForce));
  const refusal = refusalOf(act.error);
  const clear = () => {
    onDraft(undefined);
    setReason('');
    act.forget();
  };
  const save = async () => {
    if (thresholds === undefined) return;
    const goods = isOfGroup && inForce?.group ? inForce.group.goods.map((good) => good.product) : [product];
    const orders = goods.map((good) => ({ product: good, validFrom, ...thresholds, reason: reason.trim() }));
    await act.run(orders, () => {
      clear();
      const saved = words.saved(three(thresholds), day(validFrom));
      setSaved(goods.length > 1 ? `${saved} ${words.savedOf(goods.length)}` : saved);
    });
  };
  return (
    <form
      class="thresholds-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (!act.isRunning) void save();
      }}
    >
      {STEPS.map((step) => (
        <StepField
          key={step}
          step={step}
          text={draft[step]}
          now={inForce?.[step]}
          toCome={toCome && words.toComeOn(shortDay(toCome.validFrom), percent(toCome[step]))}
          onText={(text) => {
            setSaved(undefined);
            onDraft({ ...(inForce ? draftOf(inForce) : draft), ...draft, [step]: text });
          }}
        />
      ))}
      {wrong !== undefined && (
        <p class="field-wrong" role="alert">
          {words.wrong[wrong]}
        </p>
      )}
      {inForce?.group && <GroupChoice group={inForce.group} isChosen={isOfGroup} onChoose={onGroup} />}
      <DateInput label={words.from} value={validFrom} min={data.date} onChoose={setValidFrom} />
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
      {refusal !== undefined && (
        <p class="field-wrong" role="alert">
          {refusal}
        </p>
      )}
      <div class="buttons">
        <Button kind="first" type="submit" isBusy={act.isRunning}>
          {words.saveFrom(shortDay(validFrom))}
        </Button>
        {isChanged && (
          <Button kind="plain" onClick={clear}>
            {words.discard}
          </Button>
        )}
      </div>
      <p role="status" class={saved === undefined ? 'unseen' : 'strong'}>
        {saved}
      </p>
      <p class="note">{words.formNote}</p>
    </form>
  );
}

interface GroupChoiceProps {
  readonly group: NonNullable<InForce['group']>;
  readonly isChosen: boolean;
  readonly onChoose: (isChosen: boolean) => void;
}

/** Sets all goods at once that belong together in events. */
function GroupChoice({ group: { name, goods }, isChosen, onChoose }: GroupChoiceProps) {
  const words = useWords(THRESHOLDS_WORDS);
  const told = useTold();
  return (
    <>
      <label class="thresholds-group">
        <input type="checkbox" checked={isChosen} onChange={({ currentTarget }) => onChoose(currentTarget.checked)} />
        <span>{words.wholeGroup(told(name), goods.length)}</span>
      </label>
      {isChosen && <p class="note">{goods.map(({ productName }) => told(productName)).join(', ')}</p>}
    </>
  );
}

/** Who has set what meanwhile: nothing of it is overwritten unseen. */
export function Other({ other }: { readonly other: SetThreshold }) {
  const words = useWords(THRESHOLDS_WORDS);
  const told = useTold();
  const { timeAndDay, day } = useMoments();
  const three = useThree();
  return (
    <div class="thresholds-other" role="alert">
      <p>
        <strong>
          {other.byName ? <Name>{told(other.byName)}</Name> : words.somebody}{' '}
          {words.hasSet(three(other), day(other.validFrom), timeAndDay(other.at))}
        </strong>{' '}
        {other.reason !== undefined && <Name>“{other.reason}”</Name>}
      </p>
      <p class="note">{words.hasSetNote}</p>
    </div>
  );
}
