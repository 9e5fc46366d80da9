const vi = {
  picture: 'Ảnh',
  takePicture: (of: string) => `Lấy ảnh: ${of}`,
  failed: 'Chưa lấy được ảnh.',
};

const en = {
  picture: 'Picture',
  takePicture: (of: string) => `Take as picture: ${of}`,
  failed: 'The picture could not be saved.',
} satisfies typeof vi;

export const TAKE_PICTURE_WORDS = { vi, en };
