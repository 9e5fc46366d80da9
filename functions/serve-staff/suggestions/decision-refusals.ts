import type { AlertEnd } from '#domain/alert/alert-end.ts';
import { FIGURES } from '#domain/figures.ts';
import type { Bilingual } from '#domain/language.ts';
import type { FoodSafetyHold } from '#domain/matching/food-safety-hold.ts';
import type { Suggestion, SuggestionState } from '#domain/matching/suggestion.ts';
import { present } from '#domain/present.ts';
import { fromMilli } from '#domain/report/report.ts';
import { Problem } from '#runtime/problem.ts';
import type { BeyondSpare } from './promise-stock.ts';

export function alreadyDecided(state: SuggestionState): Problem {
  const vi = 'Ở trạng thái hiện tại, gợi ý này không nhận thao tác đó.';
  const en = 'In its present state this suggestion cannot be answered so.';
  return new Problem(409, 'already-decided', { vi, en }, { state });
}

const WORDS_OF_END: Readonly<Record<AlertEnd['reason'], Bilingual>> = {
  resolved: { vi: 'đã kết thúc theo diễn biến thị trường', en: 'the market has ended it' },
  withdrawn: { vi: 'đã được rút lại do đính chính số liệu', en: 'a correction of the figures has withdrawn it' },
  'closed-by-hand': { vi: 'đã được cán bộ đóng lại', en: 'staff have closed it' },
  'false-alarm': { vi: 'đã được xác định là báo nhầm', en: 'it was called a false alarm' },
};

/** Nothing more comes of what an alert had proposed once it has ended. */
export function alertEnded({ event, alert }: Suggestion, { reason, on }: AlertEnd): Problem {
  const words = WORDS_OF_END[reason];
  const vi = `Gợi ý này đã hết hiệu lực cùng ${event === undefined ? 'cảnh báo: cảnh báo' : 'sự kiện: sự kiện'} ${words.vi} (${FIGURES.vi.day(on)}).`;
  const en = `This suggestion has ended with its ${event === undefined ? 'alert' : 'event'}: ${words.en} (${FIGURES.en.day(on)}).`;
  return new Problem(409, 'alert-ended', { vi, en }, present({ state: 'ended', event, alert, reason, on }));
}

export function heldForFoodSafety({ id, document, reason }: FoodSafetyHold): Problem {
  const vi = `Hàng của bên giao đang tạm giữ vì an toàn thực phẩm theo ${document} (${reason}), chưa được điều phối.`;
  const en = `The giver's goods are held for food safety by ${document} (${reason}) and must not move.`;
  return new Problem(409, 'held-for-food-safety', { vi, en }, { hold: id });
}

/** More than the giver has by our figures, or has left: whoever knows better says so. */
export function beyondSpare(beyond: BeyondSpare, unit: Bilingual): Problem {
  const { hasMilli, promisedMilli, askedMilli, agreedMilli } = beyond;
  const leftMilli = Math.max(0, hasMilli - promisedMilli);
  const numbers = {
    has: fromMilli(hasMilli),
    promised: fromMilli(promisedMilli),
    left: fromMilli(leftMilli),
    asked: fromMilli(askedMilli),
  };
  if (agreedMilli !== undefined) return movedBeyondSpare({ ...beyond, agreedMilli }, unit, numbers);
  const [vi, en] = [FIGURES.vi, FIGURES.en];
  const confirm = {
    vi: 'Nếu bên giao đã xác nhận có đủ hàng, có thể ghi nhận kèm lời xác nhận ấy.',
    en: 'If the giver has confirmed that there is more, it can be noted with that confirmation.',
  };
  if (promisedMilli === 0) {
    return new Problem(
      409,
      'more-than-giver-has',
      {
        vi: `Theo số liệu, bên giao có thể giao ${vi.quantity(hasMilli, unit.vi)}; yêu cầu là ${vi.quantity(askedMilli, unit.vi)}. ${confirm.vi}`,
        en: `By its figures the giver can spare ${en.quantity(hasMilli, unit.en)}; asked for are ${en.quantity(askedMilli, unit.en)}. ${confirm.en}`,
      },
      numbers,
    );
  }
  return new Problem(
    409,
    'promised-meanwhile',
    {
      vi: `Bên giao có thể giao ${vi.quantity(hasMilli, unit.vi)}, đã hứa cho nơi khác ${vi.quantity(promisedMilli, unit.vi)} nên còn ${vi.quantity(leftMilli, unit.vi)}; yêu cầu là ${vi.quantity(askedMilli, unit.vi)}. Có thể nhận với số lượng còn lại. ${confirm.vi}`,
      en: `The giver can spare ${en.quantity(hasMilli, unit.en)}, has promised ${en.quantity(promisedMilli, unit.en)} to others and has ${en.quantity(leftMilli, unit.en)} left; asked for are ${en.quantity(askedMilli, unit.en)}. What is left can be accepted. ${confirm.en}`,
    },
    numbers,
  );
}

/** More is said to have moved than there was: the figures tell what was agreed on, and what others were promised. */
function movedBeyondSpare(
  { hasMilli, promisedMilli, askedMilli, agreedMilli }: BeyondSpare & { readonly agreedMilli: number },
  unit: Bilingual,
  numbers: object,
): Problem {
  const [vi, en] = [FIGURES.vi, FIGURES.en];
  return new Problem(
    409,
    'more-than-giver-has',
    {
      vi: `Theo số liệu, bên giao có thể giao ${vi.quantity(hasMilli, unit.vi)}, đã thống nhất giao ${vi.quantity(agreedMilli, unit.vi)} theo gợi ý này và đã hứa cho nơi khác ${vi.quantity(promisedMilli, unit.vi)}; số lượng báo đã chuyển là ${vi.quantity(askedMilli, unit.vi)}. Nếu đúng đã chuyển số lượng này, có thể ghi nhận kèm lời xác nhận ấy.`,
      en: `By its figures the giver can spare ${en.quantity(hasMilli, unit.en)}, has agreed on ${en.quantity(agreedMilli, unit.en)} here and has promised ${en.quantity(promisedMilli, unit.en)} to others; moved are said to be ${en.quantity(askedMilli, unit.en)}. If so much has moved, it can be noted with that confirmation.`,
    },
    { ...numbers, agreed: fromMilli(agreedMilli) },
  );
}
