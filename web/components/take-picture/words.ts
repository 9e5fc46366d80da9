const vi = {
  picture: 'Ảnh',
  takePicture: (of: string) => `Lấy ảnh: ${of}`,
  taken: (file: string) => `Đã lưu ${file}, trong thư mục Tải xuống.`,
  failed: 'Chưa lấy được ảnh.',
};

const en = {
  picture: 'Picture',
  takePicture: (of: string) => `Take as picture: ${of}`,
  taken: (file: string) => `Saved ${file}, among your downloads.`,
  failed: 'The picture could not be saved.',
} satisfies typeof vi;

export const TAKE_PICTURE_WORDS = { vi, en };
