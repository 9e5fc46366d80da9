import { useState } from 'preact/hooks';

/** An act that somebody may try, and what has become of it. */
export interface Act<Given extends readonly unknown[]> {
  /** Resolves to whether it was done; what went wrong is in `error`. */
  readonly run: (...given: Given) => Promise<boolean>;
  readonly isRunning: boolean;
  readonly error: unknown;
  readonly forget: () => void;
}

/** Runs one act at a time, so that a second tap does nothing twice. */
export function useAct<Given extends readonly unknown[]>(act: (...given: Given) => Promise<unknown>): Act<Given> {
  const [state, setState] = useState<{ readonly isRunning: boolean; readonly error?: unknown }>({ isRunning: false });
  return {
    ...state,
    error: state.error,
    forget: () => setState({ isRunning: false }),
    async run(...given) {
      if (state.isRunning) return false;
      setState({ isRunning: true });
      try {
        await act(...given);
        setState({ isRunning: false });
        return true;
      } catch (error) {
        setState({ isRunning: false, error });
        return false;
      }
    },
  };
}
