import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';

/** Asks whoever sits before the terminal, or whatever program stands in for them. */
export interface Operator {
  readonly ask: (question: string) => Promise<string>;
  /** What is typed as an answer is not shown. */
  readonly askSecretly: (question: string) => Promise<string>;
  readonly close: () => void;
}

/** Raised where a question is left without an answer: the input has ended. */
export class NobodyAnswers extends Error {
  override readonly name = 'NobodyAnswers';
}

interface Terminal {
  readonly input: NodeJS.ReadableStream & { readonly isTTY?: boolean };
  /** Questions go where no program looks for the result. */
  readonly output: NodeJS.WritableStream;
}

/** The operator behind a terminal or a pipe; one line is one answer. */
export function operatorAt({ input, output }: Terminal): Operator {
  let isHidden = false;
  const echo = new Writable({
    write(chunk, _, done) {
      if (!isHidden) output.write(chunk);
      done();
    },
  });
  const lines = createInterface({ input, output: echo, terminal: input.isTTY === true });
  const answers = lines[Symbol.asyncIterator]();
  const next = async (question: string): Promise<string> => {
    output.write(`${question} `);
    const { value, done } = await answers.next();
    if (done) throw new NobodyAnswers(question);
    return value.trim();
  };
  return {
    ask: next,
    async askSecretly(question) {
      isHidden = true;
      try {
        return await next(question);
      } finally {
        isHidden = false;
        output.write('\n');
      }
    },
    close: () => lines.close(),
  };
}
