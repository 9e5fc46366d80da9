/** Asks once for each key, however often and by how many at once it is asked: for one request, in which nothing changes. */
export function onceEach<Asked extends readonly unknown[], Answer>(
  ask: (...asked: Asked) => Promise<Answer>,
  keyOf: (...asked: Asked) => string,
): (...asked: Asked) => Promise<Answer> {
  const answers = new Map<string, Promise<Answer>>();
  return (...asked) => {
    const key = keyOf(...asked);
    const known = answers.get(key);
    if (known) return known;
    const answer = ask(...asked);
    answers.set(key, answer);
    return answer;
  };
}
