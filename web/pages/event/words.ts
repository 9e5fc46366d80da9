const vi = { title: 'Sự kiện' };

const en = { title: 'Event' } satisfies typeof vi;

export const EVENT_WORDS = { vi, en };
