/** `near`: goods that may have been meant, as a list; empty where none is near. */
export const unknownProduct = {
  detail: (written: string) => `Mã mặt hàng ${written} không có trong danh mục.`,
  hint: (near: string) =>
    near === ''
      ? 'Mã là chuỗi như "01.0004"; xem danh mục tại /v1/products.'
      : `Có phải: ${near}? Mã là chuỗi, giữ nguyên số 0 ở đầu.`,
};
