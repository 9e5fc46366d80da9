const vi = {
  nobody: (lasting: string) => `Chưa ai nhận, ${lasting}`,
  notNeeded: 'chưa cần người nhận',
  somebody: 'Đã có người nhận',
};

const en = {
  nobody: (lasting: string) => `Nobody is on it, ${lasting}`,
  notNeeded: 'nobody is needed yet',
  somebody: 'Somebody is on it',
} satisfies typeof vi;

export const OWNER_WORDS = { vi, en };
