import type { RowCode } from '../../report/judgement.ts';

/** What refused rows are counted under. */
export const refusedRows: Readonly<Record<RowCode, string>> = {
  'not-an-object': 'Dòng không phải một đối tượng',
  'unknown-member': 'Có trường không dùng được',
  'unknown-product': 'Mã mặt hàng không có trong danh mục',
  'unknown-article': 'Mã riêng chưa gắn với mặt hàng nào',
  'article-of-other-product': 'Mã riêng và mã hàng là hai mặt hàng khác nhau',
  'article-or-unit': 'Không rõ giá của mã riêng hay của đơn vị tính',
  'price-missing': 'Thiếu giá',
  'price-not-integer': 'Giá không phải số nguyên đồng',
  'price-out-of-band': 'Giá ngoài khoảng có thể của mặt hàng',
  'unknown-price-type': 'Loại giá không có trong danh mục',
  'quantity-not-a-number': 'Số lượng không phải con số',
  'negative-stock': 'Số lượng âm',
  'unit-mismatch': 'Khác đơn vị tính của mặt hàng',
  'invalid-gtin': 'Mã vạch không hợp lệ',
  'not-a-boolean': 'Trường đúng/sai có giá trị khác',
  'unknown-entry': 'Cách nhập không có trong danh mục',
  'wrong-channel': 'Kênh bán này không bán mặt hàng đó',
  'duplicate-row': 'Dòng trùng',
  'withdraw-needs-patch': 'Rút dòng mà không gửi ở chế độ sửa',
};
