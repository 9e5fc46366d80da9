import { usePlaces } from '#web/components/place-names/use-places.ts';
import { TakeList } from '#web/components/take-list/take-list.tsx';
import { useWords } from '#web/language/language.tsx';
import type { Retailer, Store } from './registered.ts';
import { REGISTER_WORDS } from './words.ts';

interface TakeStoresProps {
  readonly shown: readonly { readonly retailer: Retailer; readonly stores: readonly Store[] }[];
}

/** The stores that are shown, as a list. */
export function TakeStores({ shown }: TakeStoresProps) {
  const words = useWords(REGISTER_WORDS);
  const { nameOf } = usePlaces();
  return (
    <TakeList
      of={words.stores}
      list="co-so"
      rows={shown.flatMap(({ retailer, stores }) => stores.map((store) => ({ ...store, retailer })))}
      columns={[
        { heading: words.retailer, cell: ({ retailer }) => retailer.name },
        { heading: words.id, cell: ({ id }) => id },
        { heading: words.name, cell: ({ name }) => name },
        { heading: words.channel, cell: ({ channel }) => words.channels[channel] },
        { heading: words.place, cell: ({ place }) => nameOf(place) },
        { heading: words.address, cell: ({ address }) => address },
        { heading: words.contactName, cell: ({ contact, retailer }) => (contact ?? retailer.contact).name },
        { heading: words.phone, cell: ({ contact, retailer }) => (contact ?? retailer.contact).phone },
        { heading: words.from, cell: ({ closed }) => closed?.from, as: 'day' },
        { heading: words.until, cell: ({ closed }) => closed?.until, as: 'day' },
      ]}
    />
  );
}
