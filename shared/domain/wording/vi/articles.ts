import type { ArticleCode } from '../../report/article-list.ts';

/** An entry of a list of own articles that was refused: what is wrong, and what to do. `written`: as it was sent, in quotes. */
export const articles: Readonly<
  Record<ArticleCode, (facts: { written: string; near: string }) => { readonly detail: string; readonly hint: string }>
> = {
  'not-an-object': () => ({
    detail: 'Không đọc được dòng này: không phải một đối tượng, hoặc có nhiều ô hơn dòng tiêu đề.',
    hint: 'Viết mỗi dòng dạng { "article": …, "product": … }; trong CSV, mỗi ô dưới một cột.',
  }),
  'unknown-member': ({ written }) => ({
    detail: `Mã riêng không có trường ${written}.`,
    hint: 'Chỉ dùng article, product, gtin, factor và withdraw.',
  }),
  'invalid-article': ({ written }) => ({
    detail: `Mã riêng phải đọc được, dài 1–40 ký tự và không bắt đầu bằng =, +, - hay @; đã nhận ${written}.`,
    hint: 'Viết mã đúng như trong phần mềm bán hàng, dạng chữ để giữ số 0 ở đầu.',
  }),
  'unknown-product': ({ written, near }) => ({
    detail: `Mã hàng ${written} không có trong danh mục.`,
    hint: near === '' ? 'Xem danh mục tại /v1/products.' : `Có phải: ${near}? Mã là chuỗi, giữ nguyên số 0 ở đầu.`,
  }),
  'invalid-gtin': ({ written }) => ({
    detail: `Mã vạch phải là chuỗi 8, 12, 13 hoặc 14 chữ số; đã nhận ${written}.`,
    hint: 'Viết mã vạch dạng chữ, giữ các số 0 ở đầu, hoặc bỏ trống.',
  }),
  'invalid-factor': ({ written }) => ({
    detail: `Hệ số phải là số từ 0,001 đến 100.000, không quá sáu chữ số thập phân; đã nhận ${written}.`,
    hint: 'Hệ số là số đơn vị tính của danh mục trong một mã riêng: bao gạo 5 kg có hệ số 5, khay 400 g có hệ số 0.4.',
  }),
  'not-a-boolean': ({ written }) => ({
    detail: `"withdraw" phải là true hoặc false; đã nhận ${written}.`,
    hint: 'Viết true để bỏ mã riêng, hoặc bỏ trường này.',
  }),
  'duplicate-article': ({ written }) => ({
    detail: `Mã riêng ${written} đã có ở một dòng phía trên, với nội dung khác.`,
    hint: 'Chỉ giữ dòng đúng.',
  }),
  'withdraw-needs-patch': () => ({
    detail: 'Chỉ bỏ được từng mã riêng khi gửi với ?mode=patch.',
    hint: 'Danh sách đầy đủ thay thế tất cả: chỉ cần bỏ dòng đó ra.',
  }),
};
