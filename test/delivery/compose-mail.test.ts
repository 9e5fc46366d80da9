import { expect, test } from 'vitest';
import { composeMail } from '#delivery/compose-mail.ts';
import { writeMessage } from '#delivery/message.ts';
import { deliveryId } from '#domain/notification/delivery.ts';
import { readMail } from '#support/read-mail.ts';
import { anAlert } from '#support/small-city.ts';
import { someNews } from '#support/some-news.ts';

const ADDRESSES = { from: 'Sở Công Thương <canh-bao@gia.example.vn>', to: 'lan@example.vn' };

test('a mail carries its alert, its thread and both languages as text and HTML', async () => {
  const { headers, parts } = readMail(await composeMail(writeMessage(someNews()), ADDRESSES));
  expect(headers).toMatchObject({
    subject: '[KHẨN CẤP] Thịt lợn nạc thăn +18 % · Phường Hoàn Kiếm',
    from: 'Sở Công Thương <canh-bao@gia.example.vn>',
    to: 'lan@example.vn',
    'x-alert-id': 'hoan-kiem_01.0004_up_2026-11-21',
    'x-alert-version': '1',
    'auto-submitted': 'auto-generated',
    'message-id': '<hoan-kiem_01.0004_up_2026-11-21-1-mail-lan@gia.example.vn>',
    date: 'Sun, 22 Nov 2026 23:30:00 +0000',
  });
  expect(parts['text/plain']).toContain('Đề nghị xác minh.');
  expect(parts['text/html']).toContain('Please verify.');
});

test('the headers that others look for are spelled as documented', async () => {
  const raw = Buffer.from(await composeMail(writeMessage(someNews()), ADDRESSES)).toString('latin1');
  expect(raw).toContain('\r\nX-Alert-Version: 1\r\n');
  expect(`\r\n${raw}`).toContain('\r\nX-Alert-Id: hoan-kiem_01.0004_up_2026-11-21\r\n');
});

test('the same delivery always gives the same bytes', async () => {
  const compose = () => composeMail(writeMessage(someNews()), ADDRESSES);
  expect(await compose()).toEqual(await compose());
});

test('a repeat keeps the Message-ID and says that it may be one', async () => {
  const news = someNews();
  const repeated = someNews({ delivery: { ...news.delivery, repeat: true } });
  const [first, second] = await Promise.all(
    [news, repeated].map(async (told) => readMail(await composeMail(writeMessage(told), ADDRESSES))),
  );
  expect(second?.headers['message-id']).toBe(first?.headers['message-id']);
  expect(second?.headers['x-may-be-repeat']).toBe('yes');
  expect(second?.parts['text/plain']).toContain('có thể trùng');
  expect(first?.parts['text/plain']).not.toContain('có thể trùng');
});

test('mails of one alert hang together, and alerts of one good and day too', async () => {
  const headersOf = async (alert: ReturnType<typeof anAlert>) =>
    readMail(await composeMail(writeMessage(someNews({ alert })), ADDRESSES)).headers;
  const first = await headersOf(anAlert());
  const later = await headersOf(anAlert({ version: 2 }));
  const neighbour = await headersOf(anAlert({ place: 'cua-nam' }));
  expect(later['in-reply-to']).toBe(first['in-reply-to']);
  expect(later['message-id']).not.toBe(first['message-id']);
  expect(neighbour['in-reply-to']).not.toBe(first['in-reply-to']);
  expect(neighbour['references']?.split(' ')[0]).toBe(first['references']?.split(' ')[0]);
});

test('an id of a delivery is a safe file name and tells deliveries apart', () => {
  const odd = deliveryId('outside~hưng yên_a/b*"(c)_up_2026-11-21', 12, 'webhook-../x');
  expect(odd).toMatch(/^[\w.~=-]+$/);
  expect(odd).not.toContain('/');
  expect(deliveryId('a_b', 1, 'x')).not.toBe(deliveryId('a_b', 11, 'x'));
});
