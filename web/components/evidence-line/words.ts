const vi = {
  shops: (agreeing: string, reporting: number) => `${agreeing} trên ${reporting} điểm bán`,
  of: (retailers: number) => ` của ${retailers} đơn vị`,
  beyond: (threshold: string) => ` vượt ngưỡng nội bộ ${threshold}`,
  beyondOwn: ' vượt ngưỡng nội bộ của từng mặt hàng',
  overCeiling: ' báo cao hơn giá trần',
  short: ' còn ít hàng hơn mức nội bộ',
};

const en = {
  shops: (agreeing: string, reporting: number) => `${agreeing} of ${reporting} shops`,
  of: (retailers: number) => ` of ${retailers} retailers`,
  beyond: (threshold: string) => ` are beyond the internal threshold of ${threshold}`,
  beyondOwn: ' are beyond the internal threshold of each good',
  overCeiling: ' report more than the ceiling',
  short: ' have less stock than the internal level',
} satisfies typeof vi;

export const EVIDENCE_LINE_WORDS = { vi, en };
