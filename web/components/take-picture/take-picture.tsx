import type { RefObject } from 'preact';
import { useState } from 'preact/hooks';
import { useAct } from '#web/asking/use-act.ts';
import { Button } from '#web/components/button/button.tsx';
import { type ListFile, useFileName } from '#web/components/take-list/use-file-name.ts';
import { useWords } from '#web/language/language.tsx';
import { savePicture } from './save-picture.ts';
import { TAKE_PICTURE_WORDS } from './words.ts';

interface TakePictureProps extends ListFile {
  /** Stands above the chart in the picture, and says what is taken. */
  readonly of: string;
  readonly chart: RefObject<SVGSVGElement | null>;
}

/** Takes a chart away as a picture, as it is shown. */
export function TakePicture({ of, chart, ...file }: TakePictureProps) {
  const words = useWords(TAKE_PICTURE_WORDS);
  const name = useFileName(file);
  const [taken, setTaken] = useState<string>();
  const save = useAct(async () => {
    if (!chart.current) throw new Error('There is no chart yet.');
    await savePicture(chart.current, of, `${name}.png`);
    setTaken(words.taken(`${name}.png`));
  });
  return (
    <span class="take-list">
      <Button kind="plain" label={words.takePicture(of)} isBusy={save.isRunning} onClick={() => void save.run()}>
        {words.picture}
      </Button>
      <span class="note take-list-taken" role="status">
        {taken}
      </span>
      {save.error !== undefined && (
        <span class="note" role="alert">
          {words.failed}
        </span>
      )}
    </span>
  );
}
