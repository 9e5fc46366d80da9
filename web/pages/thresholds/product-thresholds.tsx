import { useState } from 'preact/hooks';
import { useAnswer } from '#web/asking/use-answer.ts';
import { Answered } from '#web/components/answered/answered.tsx';
import { PageHead } from '#web/components/page-head/page-head.tsx';
import { Panel } from '#web/components/panel/panel.tsx';
import { useMoments, useTold, useWords } from '#web/language/language.tsx';
import { ADDRESS } from '#web/routing/addresses.ts';
import { useSession } from '#web/sign-in/session.tsx';
import { isAtLeast, type SignedIn } from '#web/sign-in/sign-in-way.ts';
import { type Draft, draftOf, thresholdsIn } from './percent-text.ts';
import { PreviewPanel } from './preview-panel.tsx';
import { ThresholdForm } from './threshold-form.tsx';
import { ThresholdHistory } from './threshold-history.tsx';
import type { InForce } from './thresholds.ts';
import { useThree } from './use-three.ts';
import { WhoMay } from './who-may.tsx';
import { THRESHOLDS_WORDS } from './words.ts';

/** One good: its thresholds, others with what they would have opened, and who set which when. */
export function ProductThresholds({ product }: { readonly product: string }) {
  const words = useWords(THRESHOLDS_WORDS);
  const told = useTold();
  const { who } = useSession();
  const answer = useAnswer('GET /v1/thresholds', { query: { product } });
  const [typed, setDraft] = useState<Draft>();
  const [isOfGroup, setIsOfGroup] = useState(false);
  const inForce = answer.data?.items[0];
  const draft = typed ?? (inForce && draftOf(inForce));
  const maySet = maySetThresholds(who);
  const others = isOfGroup
    ? (inForce?.group?.goods ?? []).map((good) => good.product).filter((id) => id !== product)
    : [];
  const title = inForce ? words.titleOf(told(inForce.productName)) : words.listTitle;
  return (
    <>
      <PageHead
        title={title}
        aside={inForce && <Aside inForce={inForce} />}
        back={{ href: ADDRESS.thresholds(), name: words.allGoods }}
      />
      <div class="columns thresholds-columns">
        <div class="thresholds-side">
          <Panel title={maySet ? words.set : words.setting}>
            <Answered answer={answer} height={420}>
              {(data) =>
                maySet && draft ? (
                  <ThresholdForm
                    product={product}
                    data={data}
                    draft={draft}
                    onDraft={setDraft}
                    isOfGroup={isOfGroup}
                    onGroup={setIsOfGroup}
                  />
                ) : (
                  <WhoMay />
                )
              }
            </Answered>
          </Panel>
          {maySet && <ThresholdHistory answer={answer} maySet />}
        </div>
        <div class="thresholds-main">
          {maySet ? (
            <PreviewPanel product={product} others={others} proposed={draft && thresholdsIn(draft)} />
          ) : (
            <ThresholdHistory answer={answer} maySet={false} />
          )}
        </div>
      </div>
    </>
  );
}

function Aside({ inForce }: { readonly inForce: InForce }) {
  const words = useWords(THRESHOLDS_WORDS);
  const { day } = useMoments();
  const three = useThree();
  const origin =
    inForce.source === 'own' ? words.ownSince(day(inForce.validFrom ?? '')) : words.sources[inForce.source];
  return (
    <>
      {words.wholeCity} · {words.inForce} {three(inForce)} · {origin}
    </>
  );
}

/** Thresholds hold in the whole city: who is in charge of a part of it does not set them. */
function maySetThresholds(who: SignedIn | null | undefined): boolean {
  return isAtLeast(who, 'lead') && who?.places.includes('*') === true;
}
