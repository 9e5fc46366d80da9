const vi = {
  states: {
    normal: 'bình thường',
    'no-data': 'chưa báo',
    'not-taking-part': 'chưa tham gia',
    watch: 'theo dõi',
    alert: 'cảnh báo',
    crisis: 'khẩn cấp',
  },
  falling: (level: string) => `${level} giảm`,
};

const en = {
  states: {
    normal: 'normal',
    'no-data': 'not reported',
    'not-taking-part': 'not taking part',
    watch: 'watch',
    alert: 'alert',
    crisis: 'crisis',
  },
  falling: (level: string) => `${level}, falling`,
} satisfies typeof vi;

export const WARD_FACTS_WORDS = { vi, en };
