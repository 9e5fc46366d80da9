import { useAnswer } from '#web/asking/use-answer.ts';
import { Name } from '#web/components/name/name.tsx';
import { useTold } from '#web/language/language.tsx';

/** A person's name by the id; the id where the reader does not see the person. */
export function PersonName({ id }: { readonly id: string }) {
  const told = useTold();
  const { data } = useAnswer('GET /v1/people', { query: { limit: 200 } });
  const person = data?.items.find((one) => one.id === id);
  return <Name>{person ? told(person.name) : id}</Name>;
}
