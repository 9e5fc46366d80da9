import type { Alert } from './alert.ts';
import type { BusinessDay } from './business-day.ts';
import type { Catalogue } from './catalogue.ts';
import type { Bilingual } from './product.ts';
import { DEFAULT_DETECTION } from './rules.ts';

/** Why an alert fired, with the numbers to check it by hand, and what would clear it. */
export interface AlertExplanation {
  readonly explanation: Bilingual;
  readonly clearsWhen: Bilingual;
}

/** Explains an alert in both languages; thresholds are named as the administration's own, and nobody is accused. */
export function explainAlert(alert: Alert, catalogue: Catalogue): AlertExplanation {
  const product = catalogue.products.get(alert.product);
  const place = catalogue.places.get(alert.place);
  const { evidence, openedOn, settled } = alert.episode;
  const number = { vi: new Intl.NumberFormat('vi-VN'), en: new Intl.NumberFormat('en-US') };
  const percent = {
    vi: new Intl.NumberFormat('vi-VN', { maximumFractionDigits: 1 }),
    en: new Intl.NumberFormat('en-US', { maximumFractionDigits: 1 }),
  };
  const price = (language: 'vi' | 'en', value: number) =>
    `${number[language].format(Math.round(value))} ${language === 'vi' ? 'đ' : 'VND'}/${product?.unit[language] ?? ''}`;
  const name = (language: 'vi' | 'en') => product?.name[language] ?? alert.product;
  const at = (language: 'vi' | 'en') => place?.name[language] ?? alert.place;
  const pct = (language: 'vi' | 'en', value: number) => percent[language].format(Math.abs(value));
  const agree = `${evidence.agreeing}/${evidence.reporting}`;
  const calm = DEFAULT_DETECTION.calmDays;
  const verb = alert.direction === 'up' ? { vi: 'tăng', en: 'rose' } : { vi: 'giảm', en: 'fell' };
  const threshold = { vi: pct('vi', evidence.thresholdPct), en: pct('en', evidence.thresholdPct) };

  switch (evidence.rung) {
    case 'ceiling':
      return {
        explanation: {
          vi: `${name('vi')} tại ${at('vi')}: giá ${price('vi', evidence.observed)} cao hơn giá trần ${price('vi', evidence.reference)} đang áp dụng là ${pct('vi', evidence.changePct)} %, ở ${agree} điểm báo cáo. Đề nghị xác minh.`,
          en: `${name('en')} at ${at('en')}: ${price('en', evidence.observed)} is ${pct('en', evidence.changePct)} % above the ceiling of ${price('en', evidence.reference)} in force, at ${agree} reporting stores. Please verify.`,
        },
        clearsWhen: {
          vi: `Hết khi không còn giá trên trần trong ${calm} ngày báo cáo liên tiếp.`,
          en: `Clears after ${calm} reporting days in a row without a price above the ceiling.`,
        },
      };
    case 'cover':
      return {
        explanation: {
          vi: `${name('vi')} tại ${at('vi')}: giá chưa biến động nhưng tồn kho chỉ còn đủ bán ${pct('vi', evidence.coverDays ?? 0)} ngày ở ${agree} điểm báo cáo. Đề nghị xác minh nguồn hàng.`,
          en: `${name('en')} at ${at('en')}: the price is flat, but stock covers only ${pct('en', evidence.coverDays ?? 0)} days at ${agree} reporting stores. Please verify supply.`,
        },
        clearsWhen: {
          vi: `Hết khi tồn kho đủ bán trở lại trong ${calm} ngày báo cáo liên tiếp.`,
          en: `Clears after ${calm} reporting days in a row with enough stock.`,
        },
      };
    default: {
      const against =
        evidence.rung === 'drift'
          ? { vi: `mức của ${evidence.lagDays} ngày trước`, en: `the level of ${evidence.lagDays} days ago` }
          : {
              vi: 'trung vị các báo cáo trước của từng điểm bán',
              en: "the median of each store's own earlier reports",
            };
      return {
        explanation: {
          vi: `${name('vi')} tại ${at('vi')}: giá bán lẻ ${price('vi', evidence.observed)}, ${verb.vi} ${pct('vi', evidence.changePct)} % so với ${against.vi} (${price('vi', evidence.reference)}), từ ngày ${viDate(openedOn)}; ${agree} điểm báo cáo vượt ngưỡng nội bộ ${threshold.vi} %. Đề nghị xác minh.`,
          en: `${name('en')} at ${at('en')}: the retail price of ${price('en', evidence.observed)} ${verb.en} ${pct('en', evidence.changePct)} % against ${against.en} (${price('en', evidence.reference)}), since ${viDate(openedOn)}; ${agree} reporting stores are beyond the internal threshold of ${threshold.en} %. Please verify.`,
        },
        clearsWhen: {
          vi: `Hết khi mức biến động về dưới ngưỡng theo dõi trong ${calm} ngày báo cáo liên tiếp, hoặc khi giá đứng ở mức mới ${DEFAULT_DETECTION.newLevelDays} ngày (hiện đã ${settled.days} ngày).`,
          en: `Clears after ${calm} reporting days in a row under the watch threshold, or once the price has stood at a new level for ${DEFAULT_DETECTION.newLevelDays} reporting days (${settled.days} so far).`,
        },
      };
    }
  }
}

function viDate(day: BusinessDay): string {
  return day.split('-').reverse().join('/');
}
