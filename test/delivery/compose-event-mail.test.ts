import { describe, expect, test } from 'vitest';
import { composeEventMail } from '#delivery/compose-mail.ts';
import { writeEventMessage } from '#delivery/event-message.ts';
import type { Language } from '#domain/language.ts';
import type { EventNews } from '#domain/notification/event-news.ts';
import { readMail } from '#support/read-mail.ts';
import { toldStorm } from '#support/storm-news.ts';

const ADDRESSES = { from: 'Sở Công Thương <canh-bao@gia.example.vn>', to: 'lan@example.vn' };

function compose(changes: Partial<EventNews> = {}, language: Language = 'vi', id?: string): Promise<Uint8Array> {
  const told = toldStorm(changes, language);
  const delivery = { ...told.delivery, ...(id === undefined ? {} : { id }) };
  return composeEventMail(writeEventMessage({ ...told, delivery }, 'https://binh-on.example'), ADDRESSES);
}

describe('a mail on an event', () => {
  test('carries its event, its thread and one language as text and HTML', async () => {
    const { headers, parts } = readMail(await compose({ version: 3 }));
    expect(headers).toMatchObject({
      subject: '[KHẨN CẤP] Rau ăn lá +68–74 % · 10 phường · thiếu 4.830 bó, 3.260 kg',
      from: ADDRESSES.from,
      to: ADDRESSES.to,
      'x-event-id': 'leaf-vegetables-up-2026-11-29',
      'x-event-version': '3',
      'x-event-news': 'opened',
      'x-event-level': 'crisis',
      'content-language': 'vi',
      importance: 'high',
      'auto-submitted': 'auto-generated',
      'message-id': '<leaf-vegetables-up-2026-11-29-1-mail-lan@gia.example.vn>',
      'in-reply-to': '<leaf-vegetables-up-2026-11-29-0-event@gia.example.vn>',
      date: 'Sat, 28 Nov 2026 22:29:00 +0000',
    });
    expect(parts['text/plain']).toContain('Đề nghị xác minh.');
    expect(parts['text/html']).toContain('Đề nghị xác minh.');
    expect(parts['text/html']).not.toContain('Please verify');
  });

  test('is spelled as documented, and hurries nobody once it is over', async () => {
    const raw = Buffer.from(await compose()).toString('latin1');
    expect(`\r\n${raw}`).toContain('\r\nX-Event-Id: leaf-vegetables-up-2026-11-29\r\n');
    const { headers } = readMail(await compose({ kind: 'ended', ending: { on: '2026-12-03' } }, 'en'));
    expect(headers['content-language']).toBe('en');
    expect(headers['importance']).toBeUndefined();
    expect(headers['x-event-version']).toBeUndefined();
  });

  test('is the same bytes for the same delivery', async () => {
    expect(await compose()).toEqual(await compose());
    expect(await compose()).not.toEqual(await compose({}, 'vi', 'leaf-vegetables-up-2026-11-29-2-mail-lan'));
  });

  test('hangs together with all other mails of its event', async () => {
    const first = readMail(await compose()).headers;
    const end = readMail(await compose({ kind: 'ended' }, 'vi', 'leaf-vegetables-up-2026-11-29-9-mail-lan')).headers;
    expect(end['references']).toBe(first['references']);
    expect(end['message-id']).not.toBe(first['message-id']);
    const other = readMail(await compose({ event: 'pork-up-2026-11-29' })).headers;
    expect(other['references']).not.toBe(first['references']);
  });
});
