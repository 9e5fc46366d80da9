const vi = {
  call: (phone: string) => `Gọi ${phone}`,
  callShort: 'Gọi',
};

const en = {
  call: (phone: string) => `Call ${phone}`,
  callShort: 'Call',
} satisfies typeof vi;

export const PHONE_WORDS = { vi, en };
