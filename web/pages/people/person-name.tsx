import { useAnswer } from '#web/asking/use-answer.ts';
import { Name } from '#web/components/name/name.tsx';
import { useTold } from '#web/language/language.tsx';

/** People's names by their ids; the id where the reader does not see the person. */
export function useNameOfPerson(): (id: string) => string {
  const told = useTold();
  const { data } = useAnswer('GET /v1/people', { query: { limit: 200 } });
  return (id) => {
    const person = data?.items.find((one) => one.id === id);
    return person ? told(person.name) : id;
  };
}

export function PersonName({ id }: { readonly id: string }) {
  return <Name>{useNameOfPerson()(id)}</Name>;
}
