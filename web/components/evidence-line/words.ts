const vi = {
  shops: (agreeing: number, reporting: number) => `${agreeing} trên ${reporting} điểm bán`,
  fromTo: (least: number, most: number, reporting: number) =>
    `${least} đến ${most} trên ${reporting} điểm bán, tùy mặt hàng,`,
  of: (retailers: number) => ` của ${retailers} đơn vị`,
  beyond: (threshold: string) => ` vượt ngưỡng nội bộ ${threshold}`,
  beyondOwn: ' vượt ngưỡng nội bộ của từng mặt hàng',
  overCeiling: ' báo cao hơn giá trần',
  short: ' còn ít hàng hơn mức nội bộ',
};

const en = {
  shops: (agreeing: number, reporting: number) => `${agreeing} of ${reporting} shops`,
  fromTo: (least: number, most: number, reporting: number) => `${least} to ${most} of ${reporting} shops, by good,`,
  of: (retailers: number) => ` of ${retailers} retailers`,
  beyond: (threshold: string) => ` are beyond the internal threshold of ${threshold}`,
  beyondOwn: ' are beyond the internal threshold of each good',
  overCeiling: ' report more than the ceiling',
  short: ' have less stock than the internal level',
} satisfies typeof vi;

export const EVIDENCE_LINE_WORDS = { vi, en };
