const vi = { cancel: 'Thôi' };

const en = { cancel: 'Cancel' } satisfies typeof vi;

export const DIALOG_WORDS = { vi, en };
