/** Told to the window when a request was refused, or another tab left, so that nobody is signed in any more. */
export const SIGNED_OUT = 'signed-out';

/** Told to the window when somebody has signed in, in a window beside this one. */
export const SIGNED_IN = 'signed-in';
