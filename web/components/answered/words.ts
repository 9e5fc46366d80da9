const vi = {
  loading: 'Đang tải',
  stillLoading: 'Vẫn đang tải…',
  retry: 'Thử lại',
  code: (code: string) => `Mã ${code}.`,
  oldStay: (time: string) => `Số đang xem là của lúc ${time}.`,
  failures: {
    offline: { title: 'Mất mạng.', detail: 'Chưa tải được phần này.' },
    'no-permission': { title: 'Không có quyền xem.', detail: 'Phần này không thuộc địa bàn hoặc nhóm của anh/chị.' },
    missing: {
      title: 'Không tìm thấy.',
      detail: 'Có thể đường dẫn đã cũ, hoặc việc này không thuộc địa bàn của anh/chị.',
    },
    busy: { title: 'Hệ thống đang bận.', detail: 'Chưa tải được phần này; thử lại sau ít phút.' },
    broken: { title: 'Chưa tải được phần này.', detail: 'Các phần khác vẫn đúng.' },
  },
};

const en = {
  loading: 'Loading',
  stillLoading: 'Still loading…',
  retry: 'Retry',
  code: (code: string) => `Code ${code}.`,
  oldStay: (time: string) => `The figures shown are from ${time}.`,
  failures: {
    offline: { title: 'Offline.', detail: 'This part could not be loaded.' },
    'no-permission': { title: 'No permission.', detail: 'This part is not of your places or group.' },
    missing: { title: 'Not found.', detail: 'The link may be old, or this is not at one of your places.' },
    busy: { title: 'The system is busy.', detail: 'This part could not be loaded; try again in a few minutes.' },
    broken: { title: 'This part could not be loaded.', detail: 'The other parts are right all the same.' },
  },
} satisfies typeof vi;

export const ANSWERED_WORDS = { vi, en };
