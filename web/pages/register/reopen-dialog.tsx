import { useRefusal } from '#web/asking/use-refusal.ts';
import { Dialog } from '#web/components/dialog/dialog.tsx';
import { Name } from '#web/components/name/name.tsx';
import { ChangedNote } from '#web/keeping/changed-note.tsx';
import { useWords } from '#web/language/language.tsx';
import { bodyOf, type Retailer, type Store } from './registered.ts';
import { useKeepStore } from './use-keep-store.ts';
import { REGISTER_WORDS } from './words.ts';

interface ReopenDialogProps {
  readonly retailer: Retailer;
  readonly store: Store;
  readonly onClose: () => void;
}

/** Opens a store again, from today. */
export function ReopenDialog({ retailer, store, onClose }: ReopenDialogProps) {
  const words = useWords(REGISTER_WORDS);
  const refusalOf = useRefusal();
  const { keeping, keep } = useKeepStore(retailer, store);
  const confirm = async () => {
    const { closed: _, ...open } = bodyOf(store);
    if (await keep(store.id, open)) onClose();
  };
  return (
    <Dialog
      title={words.reopenTitle}
      confirm={words.reopenConfirm}
      isBusy={keeping.isRunning}
      refusal={refusalOf(keeping.error)}
      onConfirm={() => void confirm()}
      onClose={onClose}
    >
      <p>
        <Name>{store.name}</Name>
      </p>
      <p class="note">{words.reopenHelp}</p>
      <ChangedNote keeping={keeping} />
    </Dialog>
  );
}
