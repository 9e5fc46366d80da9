import type { OperationTag } from '#contract/operation.ts';
import type { Access } from '#contract/routes.ts';
import { FIGURES } from '#domain/figures.ts';

const { number } = FIGURES.vi;

/** The Vietnamese words around the contract. */
export const vi = {
  title: 'Tài liệu API',
  skip: 'Tới nội dung',
  otherLanguage: 'English',
  about:
    'Các điểm bán gửi giá và tồn kho; cán bộ xem giá biến động ở đâu, hàng nào sắp thiếu, ai có thể cung ứng cho ai. Địa chỉ dưới đây tính từ máy chủ đã mở trang này. Từ chối là `application/problem+json`: `code` không đổi, `detail` theo ngôn ngữ của `Accept-Language`.',
  partlyEnglish: 'Ý nghĩa của từng trường được ghi bằng tiếng Anh, đúng như trong tài liệu OpenAPI.',
  machine: 'Tài liệu OpenAPI 3.1 cho máy đọc',
  contents: 'Mục lục',
  schemas: 'Kiểu dữ liệu',
  parameters: 'Tham số',
  body: 'Nội dung gửi',
  answer: 'Trả lời',
  refusals: 'Từ chối',
  example: 'Ví dụ',
  nothingToSay: 'Không có nội dung.',
  required: 'bắt buộc',
  anything: 'giá trị bất kỳ',
  or: 'hoặc',
  listOf: (type: string): string => `danh sách ${type}`,
  byName: (type: string): string => `theo tên: ${type}`,
  range: (least: number | undefined, most: number | undefined): string =>
    [least === undefined ? '' : `từ ${number(least)}`, most === undefined ? '' : `đến ${number(most)}`]
      .join(' ')
      .trim(),
  atMostLetters: (letters: number): string => `nhiều nhất ${number(letters)} ký tự`,
  atMostItems: (items: number): string => `nhiều nhất ${number(items)} mục`,
  usually: (value: string): string => `mặc định ${value}`,
  types: {
    string: 'chữ',
    number: 'số',
    integer: 'số nguyên',
    boolean: 'đúng/sai',
    object: 'đối tượng',
    array: 'danh sách',
    null: 'rỗng',
  } as Readonly<Record<string, string>>,
  tags: {
    Retailers: 'Đơn vị bán lẻ',
    Market: 'Thị trường',
    Events: 'Sự kiện',
    Alerts: 'Cảnh báo',
    Suggestions: 'Kết nối cung cầu',
    Registry: 'Cơ sở và khoá',
    People: 'Người',
    Rules: 'Quy tắc',
    System: 'Hệ thống',
  } satisfies Readonly<Record<OperationTag, string>>,
  access: {
    public: 'Ai cũng gọi được, không cần đăng nhập.',
    store: 'Cần khoá của điện thoại một điểm bán, hoặc khoá của đơn vị: `Authorization: Bearer <tên>.<bí mật>`.',
    retailer: 'Cần khoá của đơn vị bán lẻ: `Authorization: Bearer <tên>.<bí mật>`.',
    staff: 'Cán bộ đã đăng nhập, ở địa bàn mình phụ trách.',
    lead: 'Lãnh đạo (nhóm `lead`) đã đăng nhập.',
    admin: 'Quản trị (nhóm `admin`) đã đăng nhập.',
  } satisfies Readonly<Record<Access, string>>,
  statuses: {
    400: 'Không đọc được yêu cầu.',
    401: 'Chưa đăng nhập, hoặc khoá không đúng.',
    403: 'Không được phép, hoặc ngoài địa bàn của tài khoản.',
    404: 'Không có.',
    409: 'Không khớp với số liệu đang lưu.',
    413: 'Quá lớn: trên 4 MB.',
    415: 'Kiểu nội dung không nhận được.',
    422: 'Đọc được nhưng không chấp nhận được; `issues` cho biết vì sao.',
    429: 'Quá nhiều yêu cầu; `Retry-After` cho biết khi nào gửi lại.',
    500: 'Có lỗi bất ngờ.',
    503: 'Cổng API không tới được hệ thống; hãy gửi lại.',
  } as Readonly<Record<string, string>>,
};

export type ReaderWords = typeof vi;
