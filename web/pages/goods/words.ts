const vi = { title: 'Mặt hàng' };

const en = { title: 'Goods' } satisfies typeof vi;

export const GOODS_WORDS = { vi, en };
