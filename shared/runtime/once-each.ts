/**
 * Asks once for the same, however often and by how many at once it is asked: for one request or batch, in which nothing
 * changes. What failed is asked for again.
 *
 * @param keyOf what tells two questions apart; all that is asked unless said.
 */
export function onceEach<Asked extends readonly unknown[], Answer>(
  ask: (...asked: Asked) => Promise<Answer>,
  keyOf: (...asked: Asked) => string = (...asked) => asked.map(String).join('|'),
): (...asked: Asked) => Promise<Answer> {
  const answers = new Map<string, Promise<Answer>>();
  return (...asked) => {
    const key = keyOf(...asked);
    const known = answers.get(key);
    if (known) return known;
    const answer = ask(...asked);
    answers.set(key, answer);
    answer.catch(() => answers.delete(key));
    return answer;
  };
}
