const vi = {
  title: 'Đăng nhập',
  intro:
    'Dán mã đăng nhập của anh/chị. Trên một máy, mã nằm ở dòng staffToken trong tệp credentials.json của thư mục dữ liệu.',
  token: 'Mã đăng nhập',
  enter: 'Đăng nhập',
  wrong: 'Mã này không đúng hoặc đã bị thay. Hãy dán lại cả dòng mã.',
  used: 'Liên kết này đã dùng một lần rồi. Hãy mở liên kết mới hoặc dán mã đăng nhập.',
  ended: 'Phiên làm việc đã kết thúc. Đăng nhập lại để tiếp tục; trang này giữ nguyên.',
};

const en = {
  title: 'Sign in',
  intro: 'Paste your sign-in token. On one machine it is the line staffToken in credentials.json of the data folder.',
  token: 'Sign-in token',
  enter: 'Sign in',
  wrong: 'This token is wrong or was replaced. Paste the whole line again.',
  used: 'This link has been used once already. Open a new link, or paste a sign-in token.',
  ended: 'Your session has ended. Sign in again to go on; this page stays as it is.',
} satisfies typeof vi;

export const SIGN_IN_WORDS = { vi, en };
