const vi = {
  call: (phone: string) => `Gọi ${phone}`,
  callShort: 'Gọi',
  callWho: (who: string, phone: string) => `Gọi ${phone}, ${who}`,
};

const en = {
  call: (phone: string) => `Call ${phone}`,
  callShort: 'Call',
  callWho: (who: string, phone: string) => `Call ${phone}, ${who}`,
} satisfies typeof vi;

export const PHONE_WORDS = { vi, en };
