import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { codeOf, failureOf } from '#web/asking/refusal.ts';
import type { Answer } from '#web/asking/use-answer.ts';
import { Button } from '#web/components/button/button.tsx';
import { useMoments, useWords } from '#web/language/language.tsx';
import './answered.css';
import { ANSWERED_WORDS } from './words.ts';

const LONG_MS = 5_000;

interface AnsweredProps<Data> {
  readonly answer: Answer<Data>;
  /** How high the content will be, in pixels: nothing jumps when it comes. */
  readonly height: number;
  /** What is shown in place of an answer that holds nothing: why there is nothing. */
  readonly empty?: (data: Data) => ComponentChildren | undefined;
  readonly children: (data: Data) => ComponentChildren;
}

/** What was answered, or what stands in its place: still blocks, why there is nothing, or a failure with another try. */
export function Answered<Data>({ answer, height, empty, children }: AnsweredProps<Data>) {
  const { data, error } = answer;
  if (data === undefined) return error ? <Failed answer={answer} /> : <Loading height={height} />;
  const instead = empty?.(data);
  return (
    <>
      {error !== null && error !== undefined && <Failed answer={answer} isOld />}
      {instead === undefined ? children(data) : <div class="answered-empty">{instead}</div>}
    </>
  );
}

/** Says that what an address names is not the reader's, where nothing had to be asked to know it. */
export function NotYours() {
  const { title, detail } = useWords(ANSWERED_WORDS).failures['no-permission'];
  return (
    <div class="failed" role="alert">
      <p class="strong">{title}</p>
      <p class="note">{detail}</p>
    </div>
  );
}

/** Still grey blocks of the final height. */
export function Loading({ height }: { readonly height: number }) {
  const words = useWords(ANSWERED_WORDS);
  const [isLong, setIsLong] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setIsLong(true), LONG_MS);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div class="loading" style={{ minHeight: `${height}px` }} role="status">
      <span class="unseen">{words.loading}</span>
      <span class="loading-block loading-line" />
      <span class="loading-block" />
      {isLong && <span class="note">{words.stillLoading}</span>}
    </div>
  );
}

function Failed<Data>({ answer, isOld = false }: { readonly answer: Answer<Data>; readonly isOld?: boolean }) {
  const words = useWords(ANSWERED_WORDS);
  const { time } = useMoments();
  const failure = failureOf(answer.error);
  const code = codeOf(answer.error);
  const kind = failure === 'conflict' || failure === 'invalid' || failure === 'signed-out' ? 'broken' : failure;
  const { title, detail } = words.failures[kind];
  const old = isOld ? words.oldStay(time(new Date(answer.receivedAt).toISOString())) : detail;
  return (
    <div class={`failed ${isOld ? 'failed-old' : ''}`} role="alert">
      <p class="strong">{title}</p>
      <p class="note">{code === undefined ? old : `${old} ${words.code(code)}`}</p>
      {kind !== 'missing' && kind !== 'no-permission' && <Button onClick={answer.askAgain}>{words.retry}</Button>}
    </div>
  );
}
