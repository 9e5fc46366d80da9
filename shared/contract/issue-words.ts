import { canonicalise } from '#domain/reading/canonical.ts';
import { readDate } from '#domain/reading/written-date.ts';

const NO_DATE = 'an existing date as YYYY-MM-DD';

/** What is said of a text that is no date: where it is one in another form, in this form. */
export function noDate(input: unknown): string {
  const { day, meant } = typeof input === 'string' ? readDate(canonicalise(input)) : {};
  const right = day ?? meant;
  return right === undefined ? NO_DATE : `${NO_DATE}: ${right}`;
}

/** What the contract's own checks say, in Vietnamese; `test/contract` finds those that are missing. */
const WORDS: Readonly<Record<string, string>> = {
  [NO_DATE]: 'phải là ngày có thật, dạng YYYY-MM-DD',
  'lower-case letters, digits and hyphens, at most 63': 'chỉ gồm chữ thường không dấu, chữ số và gạch nối, tối đa 63',
  'letters, digits, dots, hyphens and underscores, at most 64':
    'chỉ gồm chữ không dấu, chữ số, dấu chấm, gạch nối và gạch dưới, tối đa 64',
  'a text that can be read, without control or direction characters':
    'phải là chữ đọc được, không có ký tự điều khiển hay ký tự đổi chiều chữ',
  'a year from 1900 to 9998': 'năm phải từ 1900 đến 9998',
  'a whole number': 'phải là số nguyên',
  '32 random bytes in base64url': 'phải là 32 byte ngẫu nhiên dạng base64url',
  'a whole number from 1 to 200': 'phải là số nguyên từ 1 đến 200',
  'a whole number from 1 to 1000': 'phải là số nguyên từ 1 đến 1000',
  'at most three decimals': 'không quá ba chữ số thập phân',
  'an e-mail address': 'phải là địa chỉ thư điện tử',
  'a telephone number': 'phải là số điện thoại',
  'a store is named with its retailer': 'điểm bán phải đi kèm đơn vị (retailer)',
  'from <= through': 'from không được sau through',
  'an id as the list gives it': 'phải là mã lấy từ danh sách',
  'an id as /v1/people gives it': 'phải là mã người như /v1/people trả về',
  'a time of day like 06:30': 'phải là giờ trong ngày, ví dụ 06:30',
  'a last day that is not before the first': 'ngày cuối không được trước ngày đầu',
  'an end that is not the beginning, or null for none':
    'giờ kết thúc phải khác giờ bắt đầu; không muốn có giờ yên tĩnh thì để null',
  'lat and lon come together': 'lat và lon phải đi cùng nhau',
  'another id: this one is a word of the system': 'phải là mã khác: mã này là từ riêng của hệ thống',
  'an https address': 'phải là địa chỉ https',
  'at least 16 characters that can be seen': 'phải có ít nhất 16 ký tự nhìn thấy được',
  'a mail channel needs an address, or the person an e-mail address':
    'kênh mail cần có địa chỉ, hoặc người này cần có địa chỉ thư điện tử',
  'an sms channel needs an address, or the person a telephone number':
    'kênh sms cần có số, hoặc người này cần có số điện thoại',
  'an sms channel needs a number that takes text messages, such as 0900 000 200 or +84 900 000 200':
    'kênh sms cần số nhận được tin nhắn, ví dụ 0900 000 200 hoặc +84 900 000 200',
  'a zalo webhook needs the id of its template': 'webhook dạng zalo cần mã mẫu tin (template)',
  'a zalo webhook needs a phone that takes messages, such as 0900 000 200, or the person a telephone number':
    'webhook dạng zalo cần số nhận tin (phone), ví dụ 0900 000 200, hoặc người này cần có số điện thoại',
  'phone and template go with the form "zalo" only': 'phone và template chỉ đi với dạng "zalo"',
  'fewer places: name the zones that they lie in': 'quá nhiều địa bàn: hãy nêu vùng chứa chúng',
  'watch < alert < crisis': 'phải theo thứ tự watch < alert < crisis',
  'an instant with its offset, like 2026-11-23T06:12:00+07:00':
    'phải là thời điểm kèm múi giờ, như 2026-11-23T06:12:00+07:00',
  'a note is needed where the reason is "other"': 'cần ghi chú khi lý do là "other"',
  'a seen price needs its product': 'giá nhìn thấy phải đi kèm mặt hàng',
  'a seen price goes with "right" or "wrong"': 'giá nhìn thấy chỉ đi với "right" hoặc "wrong"',
  '<retailer>/<store>, as the lists give it': 'phải là <đơn vị>/<điểm bán> như trong danh sách điểm bán',
  'event, alert or day, only one of them': 'chỉ dùng một trong các tham số event, alert, day',
};

/** One complaint of a schema, as zod gives it. */
export interface SchemaIssue {
  readonly code?: string | undefined;
  readonly message: string;
  readonly expected?: unknown;
  readonly values?: unknown;
  readonly keys?: unknown;
  readonly minimum?: unknown;
  readonly maximum?: unknown;
  readonly inclusive?: unknown;
  readonly origin?: unknown;
}

/** What a schema complains of, in Vietnamese. */
export function inVietnamese(issue: SchemaIssue): string {
  const [known = '', right] = issue.message.startsWith(`${NO_DATE}: `)
    ? [NO_DATE, issue.message.slice(-10)]
    : [issue.message];
  const own = WORDS[known];
  if (own !== undefined) return right === undefined ? own : `${own}: ${right}`;
  switch (issue.code) {
    case 'invalid_type':
      return `phải là ${TYPES[String(issue.expected)] ?? String(issue.expected)}`;
    case 'invalid_value':
      return `phải là một trong: ${listOf(issue.values)}`;
    case 'unrecognized_keys':
      return `không có thành phần tên ${listOf(issue.keys)}`;
    case 'too_small':
      return `phải ${issue.inclusive === false ? 'lớn hơn' : 'từ'} ${sized(issue.origin, issue.minimum)}${issue.inclusive === false ? '' : ' trở lên'}`;
    case 'too_big':
      return `phải ${issue.inclusive === false ? 'nhỏ hơn' : 'không quá'} ${sized(issue.origin, issue.maximum)}`;
    case 'invalid_format':
      return 'không đúng dạng';
    default:
      return 'giá trị không hợp lệ';
  }
}

const TYPES: Readonly<Record<string, string>> = {
  string: 'chuỗi',
  number: 'số',
  int: 'số nguyên',
  boolean: 'true hoặc false',
  object: 'đối tượng',
  array: 'danh sách',
  record: 'đối tượng',
};

function sized(origin: unknown, bound: unknown): string {
  if (origin === 'string') return `${String(bound)} ký tự`;
  return origin === 'array' ? `${String(bound)} phần tử` : String(bound);
}

function listOf(values: unknown): string {
  return Array.isArray(values) ? values.map((value) => JSON.stringify(value)).join(', ') : String(values);
}
