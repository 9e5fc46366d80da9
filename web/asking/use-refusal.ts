import { RefusedRequest } from '#contract/client.ts';
import { useWords } from '#web/language/language.tsx';
import { failureOf } from './refusal.ts';

const WORDS = {
  vi: {
    offline: 'Mất mạng, chưa ghi được. Những gì đã nhập vẫn còn; thử lại khi có mạng.',
    'signed-out': 'Phiên làm việc đã kết thúc. Những gì đã nhập vẫn còn; đăng nhập rồi thử lại.',
    'no-permission': 'Anh/chị không có quyền làm việc này ở địa bàn này.',
    busy: 'Hệ thống đang bận, chưa ghi được. Những gì đã nhập vẫn còn; thử lại sau ít phút.',
    other: 'Chưa ghi được.',
  },
  en: {
    offline: 'Offline, nothing was noted. What you typed stays; try again when you are online.',
    'signed-out': 'Your session has ended. What you typed stays; sign in and try again.',
    'no-permission': 'You may not do this at this place.',
    busy: 'The system is busy, nothing was noted. What you typed stays; try again in a few minutes.',
    other: 'Nothing was noted.',
  },
};

/** Says why an act was refused: the API's own sentence where it has one. */
export function useRefusal(): (error: unknown) => string | undefined {
  const words = useWords(WORDS);
  return (error) => {
    if (error === undefined || error === null) return undefined;
    const failure = failureOf(error);
    if (failure === 'offline' || failure === 'signed-out') return words[failure];
    const said = error instanceof RefusedRequest ? error.problem?.detail : undefined;
    return said ?? (failure === 'no-permission' || failure === 'busy' ? words[failure] : words.other);
  };
}
