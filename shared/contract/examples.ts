/** The place and the good that most examples of the document speak of. */
export const HOAN_KIEM = { place: '00070', placeName: { vi: 'Phường Hoàn Kiếm', en: 'Hoan Kiem Ward' } } as const;
export const PORK_LOIN = { product: '01.0004', productName: { vi: 'Thịt lợn nạc thăn', en: 'Pork loin' } } as const;
