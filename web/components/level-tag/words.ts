const vi = {
  levels: {
    normal: 'Bình thường',
    watch: 'Theo dõi',
    alert: 'Cảnh báo',
    crisis: 'Khẩn cấp',
    'no-data': 'Chưa có số liệu',
  },
  overCeiling: 'Trên giá trần',
  falling: (level: string) => `${level} giảm`,
};

const en = {
  levels: { normal: 'Normal', watch: 'Watch', alert: 'Alert', crisis: 'Crisis', 'no-data': 'No figures yet' },
  overCeiling: 'Above ceiling',
  falling: (level: string) => `${level}, falling`,
} satisfies typeof vi;

export const LEVEL_WORDS = { vi, en };
