import type { ByLanguage } from '#domain/language.ts';

/** What the commands say that make the first administrator and sign people in at the shell. */
export interface SignInWords {
  readonly password: string;
  readonly newPassword: string;
  readonly again: string;
  readonly notTheSame: string;
  readonly refusedPassword: (why: string) => string;
  readonly wrongPassword: string;
  readonly scan: string;
  readonly orType: string;
  readonly code: string;
  readonly wrongCode: string;
  readonly noRightCode: string;
  readonly tookTooLong: string;
  readonly noToken: string;
  readonly unknownChallenge: (name: string) => string;
  readonly entered: (email: string, id: string) => string;
  readonly goesOn: (email: string) => string;
  readonly thereIsOne: (emails: string) => string;
  readonly notAdmin: (email: string) => string;
  readonly done: (email: string) => string;
  readonly byPages: (url: string) => string;
  readonly byShell: (line: string) => string;
  readonly brokenOff: string;
}

const EN: SignInWords = {
  password: 'Password:',
  newPassword: 'A new password, of 12 characters with capitals, small letters, digits and symbols:',
  again: 'The same once more:',
  notTheSame: 'These were two different passwords.',
  refusedPassword: (why) => `Cognito refuses it: ${why}`,
  wrongPassword: 'The password is not right. Forgotten? Run the command again with --new-password.',
  scan: 'Scan this with an authenticator app (Google or Microsoft Authenticator, FreeOTP, 1Password):',
  orType: 'or give the app this link, or the secret in it:',
  code: 'The six digits that the app shows:',
  wrongCode: 'That was not right. Wait for the next digits; is the clock of the phone right?',
  noRightCode: 'No code was right. Run the command again: it goes on from here.',
  tookTooLong: 'That took longer than a sign-in is kept open. Once more:',
  noToken: 'Cognito gave no token.',
  unknownChallenge: (name) => `Cognito asks for ${name}, which this command does not know.`,
  entered: (email, id) => `${email} is entered as ${id}, with an account.`,
  goesOn: (email) => `${email} has an account with a password already: going on from there.`,
  thereIsOne: (emails) => `There is an administrator already: ${emails}. For one more: --another`,
  notAdmin: (email) =>
    `${email} is entered already, and is no administrator. Take another address, or change the group of that record.`,
  done: (email) => `${email} is an administrator, and has signed in with password and app.`,
  byPages: (url) => `Sign in at ${url}`,
  byShell: (line) => `At the shell, for an hour:\n  ${line}`,
  brokenOff: 'Broken off. Run the command again: it goes on from here.',
};

const VI: SignInWords = {
  password: 'Mật khẩu:',
  newPassword: 'Mật khẩu mới, ít nhất 12 ký tự, gồm chữ hoa, chữ thường, chữ số và ký hiệu:',
  again: 'Nhập lại một lần nữa:',
  notTheSame: 'Hai lần nhập không giống nhau.',
  refusedPassword: (why) => `Cognito không nhận: ${why}`,
  wrongPassword: 'Mật khẩu không đúng. Nếu quên, chạy lại lệnh với --new-password.',
  scan: 'Quét mã này bằng ứng dụng xác thực (Google hoặc Microsoft Authenticator, FreeOTP, 1Password):',
  orType: 'hoặc nhập vào ứng dụng đường dẫn này, hay mã bí mật trong đó:',
  code: 'Sáu chữ số mà ứng dụng hiển thị:',
  wrongCode: 'Chưa đúng. Hãy đợi dãy số tiếp theo; đồng hồ điện thoại có đúng giờ không?',
  noRightCode: 'Không có mã nào đúng. Chạy lại lệnh: lệnh sẽ làm tiếp từ đây.',
  tookTooLong: 'Đã quá thời gian chờ của một lần đăng nhập. Xin làm lại:',
  noToken: 'Cognito không cấp mã đăng nhập.',
  unknownChallenge: (name) => `Cognito yêu cầu ${name}, lệnh này không biết bước đó.`,
  entered: (email, id) => `Đã ghi ${email} với mã ${id}, có tài khoản.`,
  goesOn: (email) => `${email} đã có tài khoản và mật khẩu: làm tiếp từ đó.`,
  thereIsOne: (emails) => `Đã có người quản trị: ${emails}. Để thêm một người nữa: --another`,
  notAdmin: (email) =>
    `${email} đã có trong danh sách nhưng không phải người quản trị. Hãy dùng địa chỉ khác, hoặc đổi nhóm của người đó.`,
  done: (email) => `${email} là người quản trị, đã đăng nhập bằng mật khẩu và ứng dụng.`,
  byPages: (url) => `Đăng nhập tại ${url}`,
  byShell: (line) => `Từ dòng lệnh, dùng được một giờ:\n  ${line}`,
  brokenOff: 'Đã dừng giữa chừng. Chạy lại lệnh: lệnh sẽ làm tiếp từ đây.',
};

export const SIGN_IN_WORDS: ByLanguage<SignInWords> = { vi: VI, en: EN };
