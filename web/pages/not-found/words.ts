const vi = {
  title: 'Không có trang này',
  detail: 'Có thể đường dẫn đã cũ hoặc bị cắt mất một đoạn.',
  home: 'Về Sáng nay',
};

const en = {
  title: 'There is no such page',
  detail: 'The link may be old, or a part of it was cut off.',
  home: 'To this morning',
} satisfies typeof vi;

export const NOT_FOUND_WORDS = { vi, en };
