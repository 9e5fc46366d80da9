/** Told to the window when a request was refused, or another tab left, so that nobody is signed in any more. */
export const SIGNED_OUT = 'signed-out';

/** The same of what somebody did, rather than of what the page asked for by itself: it waits for the person to sign in. */
export class ActRefused extends Event {
  constructor() {
    super(SIGNED_OUT);
  }
}

/** Told to the window when somebody has signed in, in a window beside this one. */
export const SIGNED_IN = 'signed-in';
