const vi = {
  title: 'Mã riêng chưa gắn với mặt hàng',
  help: 'Điểm bán đã báo các mã này; giá của chúng chưa được nhận cho tới khi có người nói mã nào là mặt hàng nào.',
  counts: (articles: number, stores: number) => `${articles} mã, ${stores} điểm bán`,
  stores: (count: number) => `${count} điểm bán báo`,
  isLikely: 'Có thể là',
  nothingLikely: 'không có gợi ý',
  map: 'Gắn…',
  ofOthers: 'Đơn vị có điểm bán ở địa bàn khác: lãnh đạo hoặc chính đơn vị gắn mã.',
  more: (count: number) => `và ${count} mã nữa`,
  dialog: 'Gắn mã riêng với mặt hàng',
  product: 'Mã hàng trong danh mục',
  factor: 'Hệ số: một mã riêng là bao nhiêu đơn vị tính',
  factorHelp: 'Túi gạo 5 kg: 5. Khay 400 g tính theo kg: 0.4. Giá được chia, số lượng được nhân với hệ số.',
  save: 'Gắn mã',
};

const en: typeof vi = {
  title: 'Articles that are no product yet',
  help: 'Shops report these; their prices are not taken before somebody has said which product each is.',
  counts: (articles, stores) => `${articles} articles, ${stores} shops`,
  stores: (count) => `reported by ${count} shops`,
  isLikely: 'It may be',
  nothingLikely: 'nothing is like it',
  map: 'Map…',
  ofOthers: 'The organisation has shops at other places: somebody of the whole city, or it itself, maps them.',
  more: (count) => `and ${count} more`,
  dialog: 'Which product the article is',
  product: 'Product code of the catalogue',
  factor: 'Factor: how many units one article is',
  factorHelp:
    'A bag of 5 kg of rice: 5. A tray of 400 g sold by the kilogram: 0.4. Prices are divided by it, quantities multiplied.',
  save: 'Map it',
};

export const ARTICLE_WORDS = { vi, en };
