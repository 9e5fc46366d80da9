import { useId } from 'preact/hooks';
import { Button } from '#web/components/button/button.tsx';
import { LevelTag } from '#web/components/level-tag/level-tag.tsx';
import { useFigures, useWords } from '#web/language/language.tsx';
import { percentIn, stepped } from './percent-text.ts';
import type { Step } from './thresholds.ts';
import { THRESHOLDS_WORDS } from './words.ts';

interface StepFieldProps {
  readonly step: Step;
  readonly text: string;
  /** What holds now. */
  readonly now: number | undefined;
  /** What was set for a later day: "từ 02/12: 25 %". */
  readonly toCome: string | undefined;
  readonly onText: (text: string) => void;
}

/** One threshold: typed, or one percent up and down. */
export function StepField({ step, text, now, toCome, onText }: StepFieldProps) {
  const words = useWords(THRESHOLDS_WORDS);
  const { percent } = useFigures();
  const note = useId();
  const name = words.steps[step];
  const isSame = percentIn(text) === now;
  return (
    <div class="thresholds-step">
      <LevelTag level={step} />
      <div class="thresholds-stepper">
        <Button class="thresholds-by-one" label={words.less(name)} onClick={() => onText(stepped(text, -1))}>
          −
        </Button>
        <input
          inputMode="decimal"
          required
          aria-label={words.stepOf(name)}
          aria-describedby={note}
          value={text}
          onInput={({ currentTarget }) => onText(currentTarget.value)}
        />
        <span aria-hidden="true">%</span>
        <Button class="thresholds-by-one" label={words.more(name)} onClick={() => onText(stepped(text, 1))}>
          +
        </Button>
      </div>
      <p class="note" id={note}>
        {toCome !== undefined && now !== undefined
          ? `${words.now(percent(now))}; ${toCome}`
          : isSame || now === undefined
            ? words.unchanged
            : words.now(percent(now))}
      </p>
    </div>
  );
}
