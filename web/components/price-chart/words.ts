const vi = {
  watch: 'theo dõi',
  alert: 'cảnh báo',
  crisis: 'khẩn cấp',
  usual: 'quen thuộc',
  ceiling: 'giá trần',
  cover: 'Đủ bán (ngày)',
  legend: {
    median: 'giá trung vị',
    middle: 'nửa số điểm bán ở giữa (P25–P75)',
    usual: 'giá quen thuộc',
    ceiling: 'giá trần',
    provisional: 'tạm tính',
    short: (days: number) => `dưới ${days} ngày bán`,
    mark: 'Tết, bão, ngày nghỉ',
  },
  label: (unit: string, from: string, to: string) => `Biểu đồ giá bán lẻ, ${unit}, từ ${from} đến ${to}.`,
  span: (least: string, most: string, last: string) =>
    `Giá trung vị thấp nhất ${least}, cao nhất ${most}, ngày gần nhất ${last}. Bảng số ở dưới biểu đồ.`,
  perUnit: (unit: string) => `đ/${unit}`,
  nothing: 'Không có ngày nào có giá.',
};

const en = {
  watch: 'watch',
  alert: 'alert',
  crisis: 'crisis',
  usual: 'usual',
  ceiling: 'ceiling',
  cover: 'Days of cover',
  legend: {
    median: 'median price',
    middle: 'middle half of the shops (P25–P75)',
    usual: 'usual price',
    ceiling: 'ceiling',
    provisional: 'provisional',
    short: (days: number) => `under ${days} days of cover`,
    mark: 'Tet, storms, closed days',
  },
  label: (unit: string, from: string, to: string) => `Chart of retail prices, ${unit}, ${from} to ${to}.`,
  span: (least: string, most: string, last: string) =>
    `Median price: lowest ${least}, highest ${most}, latest ${last}. The table below the chart has the numbers.`,
  perUnit: (unit: string) => `VND/${unit}`,
  nothing: 'There is no price on any day.',
} satisfies typeof vi;

export const PRICE_CHART_WORDS = { vi, en };
