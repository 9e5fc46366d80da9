import { aFewAtOnce } from './a-few-at-once.ts';

/**
 * Does each of these, at most `most` at a time, also where another has failed, and comes back when all have ended. Raises
 * the first error then, so that whoever watches the function hears of it.
 */
export async function eachForItself(tasks: readonly (() => Promise<unknown>)[], most = tasks.length): Promise<void> {
  const outcomes = await aFewAtOnce(tasks, most, (task) =>
    task().then(
      () => [],
      (error: unknown) => [{ error }],
    ),
  );
  const [first] = outcomes.flat();
  if (first) throw first.error;
}
