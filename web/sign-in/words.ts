const vi = {
  title: 'Đăng nhập',
  intro:
    'Dán mã đăng nhập của anh/chị. Trên một máy, mã nằm ở dòng staffToken trong tệp credentials.json của thư mục dữ liệu.',
  token: 'Mã đăng nhập',
  enter: 'Đăng nhập',
  wrong: 'Mã này không đúng hoặc đã bị thay. Hãy dán lại cả dòng mã.',
  used: 'Liên kết này đã dùng một lần rồi. Hãy mở liên kết mới hoặc dán mã đăng nhập.',
  ended: 'Phiên làm việc đã kết thúc. Đăng nhập lại để tiếp tục; trang này giữ nguyên.',
  hostedIntro:
    'Anh/chị đăng nhập ở trang bảo mật bằng thư điện tử, mật khẩu và mã xác thực, rồi trở lại đúng trang này.',
  refused: 'Lần đăng nhập này chưa xong hoặc đã quá hạn. Hãy đăng nhập lại.',
  endedBeside:
    'Phiên làm việc đã kết thúc. Hãy đăng nhập lại ở cửa sổ bên cạnh; trang này giữ nguyên những gì đã nhập.',
  blocked: 'Trình duyệt đã chặn cửa sổ đăng nhập. Hãy cho phép mở cửa sổ ở trang này rồi thử lại.',
  signedIn: 'Đã đăng nhập',
  closeWindow: 'Hãy đóng cửa sổ này và làm tiếp ở cửa sổ trước.',
};

const en = {
  title: 'Sign in',
  intro: 'Paste your sign-in token. On one machine it is the line staffToken in credentials.json of the data folder.',
  token: 'Sign-in token',
  enter: 'Sign in',
  wrong: 'This token is wrong or was replaced. Paste the whole line again.',
  used: 'This link has been used once already. Open a new link, or paste a sign-in token.',
  ended: 'Your session has ended. Sign in again to go on; this page stays as it is.',
  hostedIntro:
    'You sign in on a secure page with your mail address, password and code, and come back to this very page.',
  refused: 'This sign-in was not completed, or took too long. Please sign in again.',
  endedBeside: 'Your session has ended. Sign in again in the window beside; this page keeps what you typed.',
  blocked: 'The browser blocked the sign-in window. Allow windows for this page, then try again.',
  signedIn: 'You are signed in',
  closeWindow: 'Close this window and go on in the one before.',
} satisfies typeof vi;

export const SIGN_IN_WORDS = { vi, en };
