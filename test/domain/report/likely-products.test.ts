import { describe, expect, test } from 'vitest';
import { hanoi } from '#catalog/hanoi.ts';
import { likelyProducts } from '#domain/report/likely-products.ts';

/** Names as tills and price lists write them, with what they are. */
const NAMES: readonly (readonly [name: string, unit: string | undefined, product: string, factor?: number])[] = [
  ['Gạo ST25 Ông Cua túi 5kg', 'túi', '01.0002', 5],
  ['GAO ST25 ONG CUA 5KG', undefined, '01.0002', 5],
  ['Gạo tám xoan Hải Hậu 10 kg', 'bao', '01.0002', 10],
  ['Gạo Khang Dân xá', 'kg', '01.0001'],
  ['Gạo nếp cái hoa vàng 1kg', 'gói', '01.0021'],
  ['Nếp cái hoa vàng Định Hoá', 'kg', '01.0021'],
  ['Thịt heo nạc thăn MeatDeli 400g', 'khay', '01.0004', 0.4],
  ['THIT LON NAC THAN KG', 'kg', '01.0004'],
  ['Thăn lợn CP', 'kg', '01.0004'],
  ['Ba rọi heo rút sườn 500g', 'khay', '01.0023', 0.5],
  ['Thịt ba chỉ lợn Mường', 'kg', '01.0023'],
  ['Mông sấn lợn', 'kg', '01.0022'],
  ['Lợn hơi xuất chuồng', 'kg', '01.0003'],
  ['Thăn bò Úc 250g', 'khay', '01.0005', 0.25],
  ['Thịt bò thăn nội', 'kg', '01.0005'],
  ['Bắp bò hoa', 'kg', '01.0006'],
  ['Gà ta nguyên con làm sẵn', 'kg', '01.0024'],
  ['Gà ta lông sống', 'kg', '01.0007'],
  ['Gà công nghiệp nguyên con', 'kg', '01.0008'],
  ['GA CN LAM SAN', 'kg', '01.0008'],
  ['Vịt nguyên con làm sẵn CP', 'kg', 'bo.0001'],
  ['Trứng gà ta Dabaco hộp 10 quả', 'hộp', '01.0027'],
  ['Trứng gà ta vỉ 30', 'vỉ', '01.0027', 3],
  ['Trứng gà công nghiệp Ba Huân hộp 6 quả', 'hộp', 'bo.0002', 0.6],
  ['Hột vịt Ba Huân 10 trứng', 'hộp', '01.0028'],
  ['Cá lóc làm sạch', 'kg', '01.0010'],
  ['Cá quả sống', 'kg', '01.0010'],
  ['CA CHEP SONG', 'kg', '01.0011'],
  ['Cá diêu hồng phi lê 300g', 'khay', 'bo.0003', 0.3],
  ['Tôm rảo tươi', 'kg', '01.0012'],
  ['Tôm thẻ size 40', 'kg', '01.0012'],
  ['Giò lụa Ước Lễ 500g', 'cây', '01.0009', 0.5],
  ['Chả lụa heo 1kg', 'cây', '01.0009'],
  ['Bún tươi sợi nhỏ', 'kg', 'bo.0004'],
  ['Mì Hảo Hảo tôm chua cay thùng 30 gói 75g', 'thùng', 'bo.0005'],
  ['Đậu hũ trắng Vị Nguyên 280g', 'hộp', 'bo.0006', 0.28],
  ['Rau muống hạt', 'bó', 'bo.0007'],
  ['Cải bẹ xanh VietGAP', 'kg', '01.0014'],
  ['Cải ngọt 300g', 'gói', 'bo.0008', 0.3],
  ['Rau mùng tơi', 'bó', 'bo.0009'],
  ['Rau ngót', 'bó', 'bo.0010'],
  ['Xà lách lô lô xanh', 'kg', 'bo.0011'],
  ['Cải bắp Đà Lạt', 'kg', '01.0013'],
  ['Bắp cải trắng Mộc Châu', 'kg', '01.0013'],
  ['Bí đao chanh', 'kg', '01.0015'],
  ['CA CHUA BI 500G', 'hộp', '01.0016', 0.5],
  ['Cà chua beef', 'kg', '01.0016'],
  ['Khoai tây vàng Đà Lạt', 'kg', 'bo.0012'],
  ['Cà rốt túi 1kg', 'túi', 'bo.0013'],
  ['Hành tím Lý Sơn 200g', 'túi', 'bo.0014', 0.2],
  ['Tỏi cô đơn Lý Sơn', 'kg', 'bo.0015'],
  ['Chuối già Nam Mỹ', 'kg', 'bo.0016'],
  ['Cam sành Hà Giang', 'kg', 'bo.0017'],
  ['Dầu ăn Neptune Light 1L', 'chai', '01.0018'],
  ['Dầu đậu nành Simply can 5 lít', 'can', '01.0018', 5],
  ['DAU AN TUONG AN 400ML', 'chai', '01.0018', 0.4],
  ['Đường tinh luyện Biên Hòa 1kg', 'gói', '01.0019'],
  ['Đường kính trắng Lam Sơn bao 50kg', 'bao', '01.0019', 50],
  ['Muối hạt Sa Huỳnh 500g', 'gói', '01.0017', 0.5],
  ['Nước mắm Nam Ngư 750ml', 'chai', 'bo.0018'],
  ['Bột canh Hải Châu 190g', 'gói', 'bo.0019'],
  ['Sữa tươi tiệt trùng Vinamilk có đường lốc 4 hộp 180ml', 'lốc', 'bo.0020', 0.72],
  ['Sữa bột trẻ em Dielac Alpha 900g', 'hộp', '01.0020'],
  ['Nước khoáng Lavie 500ml', 'chai', '03.0001'],
  ['Nước ngọt Coca Cola thùng 24 lon 320ml', 'thùng', '03.0003'],
  ['Bia Heineken thùng 24 lon 330ml', 'thùng', '03.0004'],
  ['Mứt Tết thập cẩm Hữu Nghị 300g', 'hộp', 'bo.0021'],
  ['Khẩu trang y tế 4 lớp hộp 50 chiếc', 'hộp', 'bo.0023'],
  ['Xăng RON 95-III', 'lít', '07.0007'],
  ['Xăng sinh học E5', 'lít', '07.0006'],
  ['Dầu DO 0,05S', 'lít', '07.0008'],
  ['Gas Petrolimex bình 12kg', 'bình', '04.0008'],
];

const found = (name: string, unit?: string) => likelyProducts({ name, unit }, hanoi.products);

describe('the products that an article is likely to be by its name', () => {
  const named = NAMES.map(([name, unit, product, factor]) => ({ name, unit, product, factor }));

  test.each(named)('$name is among the three, whatever form of Unicode it is in', ({ name, unit, product }) => {
    expect(found(name, unit).map((likely) => likely.product.id)).toContain(product);
    expect(found(name.normalize('NFD'), unit)).toEqual(found(name, unit));
  });

  test('of twenty names nineteen have theirs first', () => {
    const missed = NAMES.filter(([name, unit, product]) => found(name, unit)[0]?.product.id !== product);
    expect(missed.length).toBeLessThanOrEqual(NAMES.length / 20);
  });

  test.each(named)('$name says how many units it is, or nothing', ({ name, unit, product, factor }) => {
    const likely = found(name, unit).find((one) => one.product.id === product);
    expect(likely?.factor).toBe(factor);
  });

  test.each([
    'Bàn chải đánh răng P/S',
    'Nước rửa chén Sunlight 750g',
    'Máy giặt Electrolux 8kg',
    'Tã quần Bobby L54',
    'Pin AA Con Thỏ',
    '8934567001234',
    '',
    '\u0301'.repeat(5000),
  ])('%s is like nothing', (name) => expect(found(name)).toEqual([]));

  test.each([
    ['Bánh gạo One One vị tảo biển', '01.0001'],
    ['Mì gói vị thịt bò hầm', '01.0005'],
    ['Sữa rửa mặt Pond’s', 'bo.0020'],
    ['Snack khoai tây Lay’s 52g', 'bo.0012'],
  ])('what only tastes or is called after a good is not it for certain: %s', (name, product) => {
    const likely = found(name).find((one) => one.product.id === product);
    expect(likely?.likeness ?? 0).toBeLessThan(0.75);
  });

  test('diacritics tell goods apart where they are written', () => {
    expect(found('Cá chép')[0]?.product.id).toBe('01.0011');
    expect(found('Cà chua')[0]?.product.id).toBe('01.0016');
    expect(found('Ca chua')[0]?.product.id).toBe('01.0016');
  });
});
