/**
 * What shops call goods, and what the ministry's form calls them: southern words, varieties and makes that everybody
 * knows, short forms of tills. In lower case with diacritics; each phrase is looked for as whole words.
 */
export const GOODS_WORDS: readonly (readonly [called: readonly string[], means: string])[] = [
  [['heo'], 'lợn'],
  [['ba rọi', 'ba dọi', 'rọi'], 'ba chỉ'],
  [['cn'], 'công nghiệp'],
  [['hột vịt'], 'trứng vịt'],
  [['hột gà'], 'trứng gà'],
  [['cá tràu', 'cá sộp', 'cá chuối'], 'cá lóc'],
  [['cá diêu hồng', 'cá điêu hồng'], 'cá rô phi'],
  [['tôm thẻ', 'tôm sú', 'tôm đất'], 'tôm rảo'],
  [['cải bắp', 'bắp sú'], 'bắp cải'],
  [['cải bẹ xanh', 'cải canh', 'cải cay'], 'cải xanh'],
  [['bí đao'], 'bí xanh'],
  [['mùng tơi'], 'mồng tơi'],
  [['bồ ngót', 'bù ngót'], 'rau ngót'],
  [['xà lách', 'salad', 'sà lách', 'rau diếp'], 'xà lách'],
  [['hành tím', 'hành ta', 'hành củ', 'củ hành'], 'hành khô'],
  [['chuối già'], 'chuối tiêu'],
  [['đậu hũ', 'tàu hũ', 'đậu khuôn'], 'đậu phụ'],
  [['chả lụa'], 'giò lụa'],
  [['st25', 'st24', 'nàng hương', 'jasmine', 'bắc hương', 'hương lài', 'tám xoan', 'gạo thơm'], 'gạo tẻ ngon'],
  [['khang dân', 'bc15', 'q5', 'tạp giao', 'ir504'], 'gạo tẻ thường'],
  [['nếp cái', 'nếp nương'], 'gạo nếp'],
  [['mì gói', 'mì tôm', 'mỳ gói', 'mỳ tôm', 'mỳ ăn liền', 'hảo hảo', 'omachi'], 'mì ăn liền'],
  [
    ['dầu ăn', 'dầu đậu nành', 'dầu nành', 'dầu cọ', 'dầu hướng dương', 'neptune', 'simply', 'tường an', 'meizan'],
    'dầu thực vật',
  ],
  [['đường cát', 'đường kính', 'đường tinh luyện', 'đường trắng'], 'đường trắng kết tinh'],
  [['muối tinh', 'muối biển', 'muối iốt', 'muối iot'], 'muối hạt'],
  [['nước suối', 'lavie', 'la vie', 'aquafina', 'nước tinh khiết'], 'nước khoáng'],
  [['coca cola', 'coca', 'pepsi', '7up', 'sprite', 'fanta', 'nước ngọt'], 'nước giải khát có ga'],
  [['heineken', 'tiger', 'bia hà nội', 'bia sài gòn', 'bia 333'], 'bia lon'],
  [['xăng a95', 'xăng ron 95', 'xăng 95', 'ron95'], 'xăng ron95'],
  [['xăng e5', 'xăng sinh học', 'ron92', 'ron 92'], 'xăng e5 ron92'],
  [['dầu do', 'diesel', 'dầu diesel', 'dầu điezen'], 'dầu điêzen'],
  [['bình gas', 'gas lpg', 'gas bình'], 'gas đun bình'],
];

/** Words of packing and of no meaning: they tell goods apart a little, and never alone. */
export const PACKING_WORDS: ReadonlySet<string> = new Set(
  'túi gói hộp chai lon thùng bao khay vỉ lốc can hũ lọ bịch combo set loại hàng sp hoặc và các có kg g gr gram ml l lít quả trái con bó củ tươi làm sẵn size cao cấp đặc biệt'
    .split(' ')
    .map((word) => word.normalize('NFC')),
);

/** Kinds of goods that shops leave out: "Ba chỉ lợn" is "Thịt ba chỉ lợn". */
export const UNSAID_WORDS: ReadonlySet<string> = new Set(['thịt', 'rau'].map((word) => word.normalize('NFC')));

/** Words of what is made of a good, or only named after it. */
export const MADE_OF_WORDS: ReadonlySet<string> = new Set(
  'snack bánh vị hương rửa gội cháo súp phở sốt xúc kem ép sấy chiên rim pate nhân'
    .split(' ')
    .map((word) => word.normalize('NFC')),
);
