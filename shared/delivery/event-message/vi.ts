import type { Level } from '#domain/level.ts';

/** A least and a greatest number as they are written: "41" and "46"; the same where there is one. */
export interface Span {
  readonly least: string;
  readonly greatest: string;
}

/** How many shops of how many are beyond a threshold, over the goods of an event. */
export interface Agreeing {
  /** Of so many shops each; none where the goods differ, and the shares stand in its place: "41/60" and "46/58". */
  readonly reporting?: string;
  readonly agreeing: Span;
  readonly retailers: string;
  readonly threshold: Span;
}

const span = ({ least, greatest }: Span): string => (least === greatest ? least : `${least}–${greatest}`);

/** "41–46 trên 60 điểm bán của 5 đơn vị". */
function shops({ reporting, agreeing, retailers }: Agreeing): string {
  const many =
    reporting === undefined
      ? `từ ${agreeing.least} đến ${agreeing.greatest} điểm bán`
      : `${span(agreeing)} trên ${reporting} điểm bán`;
  return `${many} của ${retailers} đơn vị`;
}

const LEVELS: Readonly<Record<Level, string>> = {
  normal: 'Bình thường',
  watch: 'Theo dõi',
  alert: 'Cảnh báo',
  crisis: 'Khẩn cấp',
};

/** Vietnamese words of a message on an event; those of the other languages have the same shape. */
export const vi = {
  level: (level: Level, isFall: boolean): string => `${LEVELS[level]}${isFall ? ' giảm' : ''}`,
  raised: (level: Level): string => `Lên ${LEVELS[level].toLowerCase()}`,
  tags: {
    spread: 'lan rộng',
    supplyFound: 'Có nguồn hàng',
    goesOn: 'vẫn tiếp diễn',
    nobody: 'chưa ai nhận',
    reminder: 'nhắc việc',
    ended: 'Đã kết thúc',
    unknown: 'Không còn số liệu',
    closed: 'Đã đóng',
    falseAlarm: 'Báo động giả',
    withdrawn: 'Rút cảnh báo',
  },

  figuresOf: ({ least, greatest }: Span): string =>
    least === greatest ? `số liệu ${least}` : `số liệu ${least} đến ${greatest}`,
  dayState: { provisional: 'tạm tính', closed: 'đã chốt' },

  news: {
    escalated: (before: Level, now: Level): string =>
      `Mới: từ mức ${LEVELS[before].toLowerCase()} lên mức ${LEVELS[now].toLowerCase()}.`,
    spread: (where: string): string => `Mới: lan rộng, nay ở ${where}.`,
    spreadTo: (names: string, where: string): string => `Mới: lan sang ${names}; nay ở ${where}.`,
    supplyFound: (sources: string, shares: string): string =>
      `Mới: đã tìm được ${sources} nguồn hàng${shares && `, ${shares}`}.`,
    goesOn: (until?: string): string =>
      `Mới: đã hết hạn tạm im${until === undefined ? '' : ` (${until})`}, biến động vẫn tiếp diễn.`,
    nobody: (minutes?: string): string => `Nhắc việc: ${minutes === undefined ? '' : `sau ${minutes} `}chưa ai nhận.`,
    nothingDone: (owner: string, since: string): string =>
      `Nhắc việc: ${owner} nhận lúc ${since}; từ đó hệ thống chưa ghi nhận việc nào.`,
    assigned: 'Mới: sự kiện này được giao cho bạn.',
    handedOver: (owner = 'người nhận việc'): string => `Mới: ${owner} đang vắng; bạn nhận thay.`,
    instead: (person = 'người cần báo'): string => `Mới: không báo được cho ${person}; bạn được báo thay.`,
  },
  /** Time passed, in minutes. */
  passed: (minutes: number): string => {
    if (minutes < 120) return `${minutes}\u00a0phút`;
    return minutes < 2880 ? `${Math.floor(minutes / 60)}\u00a0giờ` : `${Math.floor(minutes / 1440)}\u00a0ngày`;
  },

  since: (day: string): string => `Bắt đầu từ ${day}.`,
  agree: {
    price: (agreeing: Agreeing): string => `${shops(agreeing)} vượt ngưỡng nội bộ ${span(agreeing.threshold)}.`,
    ceiling: (agreeing: Agreeing): string => `${shops(agreeing)} có giá trên giá trần.`,
    stock: (agreeing: Agreeing): string => `${shops(agreeing)} có tồn kho dưới ngưỡng nội bộ về số ngày đủ bán.`,
    month: 'Giá trung bình tháng lệch mức mà các năm trước cho thấy; đây là sàng lọc theo tháng.',
  },
  of: (goods: string, sentence: string): string => `${goods}: ${sentence}`,
  pleaseVerify: 'Đề nghị xác minh.',

  priceNotes: {
    ceiling: 'Giá của điểm bán đứng giữa trong các điểm trên giá trần.',
    trailing: 'Giá của điểm bán đứng giữa, so với giá quen thuộc của chính điểm đó.',
    drift: (days: string): string =>
      `Giá của điểm bán đứng giữa, so với giá của chính điểm đó khoảng ${days} ngày trước.`,
    season: 'Giá của điểm bán đứng giữa, so với giá quen thuộc của chính điểm đó đã tính mùa vụ.',
  },
  /** The two prices where the note below says the currency, if the language has no short sign of it. */
  pricesInTable: (prices: string): string => prices,
  moreGoods: (count: number, names: string): string => `Và ${count} mặt hàng khác: ${names}.`,
  lasts: (cover: string): string => `đủ bán ${cover}`,

  toDo: 'Việc cần làm',
  take: 'Nhận việc',
  taken: 'Đã nhận việc',
  taking: {
    nobody: 'chưa ai nhận.',
    nobodyUntil: (time: string, to: 'lead' | 'director'): string =>
      `chưa ai nhận; ${time} báo ${to === 'lead' ? 'phụ trách' : 'lãnh đạo'}.`,
    nobodySince: (time: string, to: 'lead' | 'director'): string =>
      `chưa ai nhận; đã đến giờ báo ${to === 'lead' ? 'phụ trách' : 'lãnh đạo'} (${time}).`,
    taken: (owner: string, since: string): string => `${owner}, lúc ${since}.`,
  },
  timeOnDay: (time: string, day: string): string => `${time} ngày ${day}`,
  call: (count: number): string => `Gọi ${count} nguồn`,
  covers: (shares: string): string => `xin chuyển hàng (bù ${shares} phần đang thiếu):`,
  share: (covered: string, missing: string, percent: string): string => `${covered}/${missing}, ${percent}`,
  shareShort: (percent: string, unit: string): string => `${percent} số ${unit}`,
  coveredShare: (shares: string): string => `đủ ${shares}`,
  listed: (parts: readonly string[]): string => parts.join('; '),
  moreSources: (count: number, amounts: string): string => `Và ${count} nguồn khác: ${amounts}; xem trang sự kiện.`,
  noPhone: 'chưa có số điện thoại',
  noSource: {
    head: 'Tìm nguồn hàng',
    none: (missing: string): string =>
      `chưa tìm được nguồn nào cho ${missing} còn thiếu; cần liên hệ đầu mối cung ứng.`,
    unknown: 'chưa có phương án kết nối; cần hỏi đầu mối cung ứng.',
    enough: 'số liệu tồn kho chưa cho thấy phải điều thêm hàng.',
  },
  verify: (count: number): string => `Xác minh ${count} điểm bán`,
  farthest: '(lệch nhiều nhất xếp trước):',
  nothingToVerify: {
    head: 'Xác minh',
    none: 'không còn điểm bán nào chờ xác minh.',
    unknown: 'danh sách điểm bán ở trang sự kiện.',
  },
  shopPrice: (goods: string, price: string, usual: string): string => `${goods} ${price}, thường ${usual}`,
  moreShops: (count: number): string => `Và ${count} điểm bán khác ở trang sự kiện.`,

  over: {
    closed: (goods: string, where: string): string => `${goods} ${where}: sự kiện đã đóng`,
    falseAlarm: (goods: string, where: string): string => `${goods} ${where}: báo động giả`,
    unknown: (goods: string, where: string): string => `${goods} ${where}: không còn số liệu`,
    from: (since: string): string => `Bắt đầu từ ${since}.`,
    fromTo: (since: string, on: string): string =>
      since === on ? `Trong ngày ${since}.` : `Bắt đầu từ ${since}, kết thúc ${on}.`,
    calm: 'Giá đã về gần mức quen thuộc.',
    stock: 'Tồn kho đã về mức bình thường.',
    ceiling: 'Giá không còn trên giá trần.',
    'new-level': 'Giá hiện nay được coi là mức mới.',
    'no-longer-reported': 'Không còn điểm bán nào báo số liệu, nên không biết giá hiện nay.',
    closedBy: (by: string | undefined, note: string | undefined): string =>
      `${by === undefined ? 'Sự kiện đã được đóng' : `${by} đã đóng sự kiện`}${note === undefined ? '.' : `: ${note}`}`,
    falseBy: (by: string | undefined, why: string | undefined): string =>
      `${by === undefined ? 'Sự kiện được báo' : `${by} báo`} là báo động giả${why === undefined ? '.' : `: ${why}`}`,
    risesAgain: 'Nếu lên mức cao hơn, hệ thống sẽ báo lại.',
    withdrawn: 'Số liệu hoặc ngưỡng đã được điều chỉnh; cảnh báo đã gửi không còn đúng.',
    told: (sentence: string): string => `Nội dung đã báo: ${sentence}.`,
    nothingToDo: 'Không cần làm gì thêm.',
  },
  reasons: {
    'data-error': 'số liệu sai',
    'unit-mistaken': 'nhầm đơn vị',
    promotion: 'khuyến mại',
    closed: 'điểm bán đóng cửa',
    seasonal: 'biến động theo mùa',
    other: 'lý do khác',
  },

  open: 'Mở sự kiện',
  details: {
    where: 'Ở đâu',
    what: 'Cách tính',
    stock: 'Tồn kho',
    cause: 'Giá và tồn kho',
    missing: 'Thiếu',
    left: 'Chưa có nguồn',
    alerts: 'Gộp',
    id: 'Mã sự kiện',
  },
  moreNames: (count: number): string => `và ${count} nơi khác`,
  alerts: (count: number): string => `${count} cảnh báo`,
  repeat: 'Thư này có thể trùng với một thư đã gửi trước đó.',
  footer: {
    live: 'Một thư cho cả sự kiện. Thư sau chỉ gửi khi lên mức, lan rộng, có nguồn hàng, cần nhắc hoặc kết thúc.',
    over: 'Đây là thư cuối của sự kiện này, trừ khi biến động trở lại.',
    signIn: 'Liên kết mở trang cần đăng nhập.',
    nobodyAccused:
      'Thư tự động. Ngưỡng nội bộ do cơ quan quản lý tự đặt; thư chỉ đề nghị xác minh, không kết luận về bất kỳ cơ sở nào.',
  },

  subject: {
    above: (size: string): string => `trên giá trần ${size}`,
    lasts: (cover: string): string => `còn đủ bán ${cover}`,
    runsOut: 'sắp hết hàng',
    missing: (amounts: string): string => `thiếu ${amounts}`,
    sources: (count: number): string => `${count} nguồn`,
  },

  sms: {
    where: (where: string): string => `o ${where}`,
    lasts: (cover: string): string => `, con hang ${cover}`,
    take: 'nhan viec',
    taken: (owner: string): string => `${owner} da nhan`,
    call: (count: number): string => `goi ${count} nguon`,
    verify: (count: number): string => `xac minh ${count} diem`,
    nothingToDo: 'Khong can lam gi them',
    seeMail: 'xem thu',
  },
};

/** What a language must say of an event. */
export type EventMessageWords = typeof vi;
