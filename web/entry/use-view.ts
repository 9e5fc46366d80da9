import { useEffect, useState } from 'preact/hooks';

/** The two views of the entry page: prices are entered, or one sees what has come of them. */
export type View = 'enter' | 'received';

const RECEIVED = '?xem=da-nhan';

/** Where a view is: part of the address, so that "back" and a reload stay where one was. */
export function addressOf(view: View): string {
  return `${location.pathname}${view === 'received' ? RECEIVED : ''}`;
}

/** The view that is shown, and how another is. */
export function useView(): readonly [View, (view: View) => void] {
  const [view, setView] = useState(viewInAddress);
  useEffect(() => {
    const look = () => setView(viewInAddress());
    addEventListener('popstate', look);
    return () => removeEventListener('popstate', look);
  }, []);
  const show = (next: View) => {
    if (next !== viewInAddress()) history.pushState(undefined, '', addressOf(next));
    setView(next);
    scrollTo(0, 0);
  };
  return [view, show];
}

function viewInAddress(): View {
  return location.search === RECEIVED ? 'received' : 'enter';
}
