const vi = {
  nobody: (lasting: string) => `Chưa ai nhận, ${lasting}`,
  notNeeded: 'chưa cần người nhận',
  you: '(anh/chị)',
  from: (moment: string, lasting: string) => `từ ${moment} (${lasting})`,
  everywhere: 'Toàn thành phố',
  somebody: 'Đã có người nhận',
};

const en = {
  nobody: (lasting: string) => `Nobody is on it, ${lasting}`,
  notNeeded: 'nobody is needed yet',
  you: '(you)',
  from: (moment: string, lasting: string) => `since ${moment} (${lasting})`,
  everywhere: 'The whole city',
  somebody: 'Somebody is on it',
} satisfies typeof vi;

export const OWNER_WORDS = { vi, en };
