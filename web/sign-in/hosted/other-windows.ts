const CHANNEL = 'sign-in';
const MOST_WAITING_MS = 1_500;

type Message =
  | { readonly kind: 'sent-back'; readonly address: string }
  | { readonly kind: 'taken'; readonly address: string }
  | { readonly kind: 'left' };

interface Heard {
  /** True where this window began what came back. */
  readonly sentBack: (address: URL) => boolean;
  readonly left: () => void;
}

/** Speaks with the other windows of these pages. A window that was at the hosted page has lost hold of who opened it. */
export function otherWindows(heard: Heard) {
  const channel = new BroadcastChannel(CHANNEL);
  const tell = (message: Message) => channel.postMessage(message);
  channel.addEventListener('message', ({ data }: MessageEvent<Message>) => {
    if (data.kind === 'left') heard.left();
    if (data.kind === 'sent-back' && heard.sentBack(new URL(data.address))) {
      tell({ kind: 'taken', address: data.address });
    }
  });
  return {
    tellLeft: () => tell({ kind: 'left' }),
    /** Gives what came back to the window that began it; false where that is gone. */
    takeOver: ({ href }: URL): Promise<boolean> =>
      new Promise((resolve) => {
        channel.addEventListener('message', ({ data }: MessageEvent<Message>) => {
          if (data.kind === 'taken' && data.address === href) resolve(true);
        });
        setTimeout(() => resolve(false), MOST_WAITING_MS);
        tell({ kind: 'sent-back', address: href });
      }),
  };
}
