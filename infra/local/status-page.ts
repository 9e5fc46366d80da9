import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { contractClient, type ReceivedFrom, RefusedRequest } from '#contract/client.ts';
import { addDays, type BusinessDay } from '#domain/business-day.ts';
import type { Catalogue } from '#domain/catalogue.ts';
import type { RetailerAccess } from './credentials.ts';
import type { Page } from './gateway.ts';

interface StatusPagesOptions {
  readonly url: () => string;
  readonly staffToken: string;
  readonly outbox: string;
  readonly retailers: () => readonly RetailerAccess[];
  readonly catalogue: Catalogue;
  readonly today: () => BusinessDay;
}

type ListedSuggestions = ReceivedFrom<'GET /v1/suggestions'>['items'];

/** Mails and text messages, complete ones. */
const SENT = /\.(eml|sms)$/;

const LEVEL_NAMES: Readonly<Record<string, string>> = { watch: 'Theo dõi', alert: 'Cảnh báo', crisis: 'Khẩn cấp' };

/** The plain pages that only one machine has: what happens, why, what is suggested, what was sent, a command to try. */
export function statusPages(
  options: StatusPagesOptions,
): Record<string, (segment: string) => Promise<Page | undefined>> {
  return {
    '/': () => overview(options),
    '/su-kien/{id}': (id) => eventPage(options, id),
    '/alerts/{id}': (id) => alertPage(options, id),
    '/outbox/{file}': (file) => mailPage(options.outbox, file),
  };
}

async function overview({ url, staffToken, outbox, retailers, catalogue, today }: StatusPagesOptions): Promise<Page> {
  const days = [today(), addDays(today(), -1)];
  const call = contractClient({ url: url(), token: staffToken });
  const [{ items: events }, { items: alerts }, { items: suggestions }, mails, ...ofDays] = await Promise.all([
    call('GET /v1/events', { query: { limit: 50 } }),
    call('GET /v1/alerts', { query: { limit: 50 } }),
    call('GET /v1/suggestions', { query: { state: 'proposed', limit: 20 } }),
    readdir(outbox).then((files) => files.filter((file) => SENT.test(file)).sort()),
    ...days.map(async (day) => ({ day, ...(await call('GET /v1/suggestions', { query: { day } })) })),
  ]);
  const eventRows = events.map(
    ({ id, level, sentence, since, state }) => `<tr><td>${LEVEL_NAMES[level] ?? level}</td>
<td>${linkTo('su-kien', id, sentence.vi)}</td><td>${viDate(since)}</td><td>${escapeHtml(state)}</td></tr>`,
  );
  const rows = alerts.map(
    (alert) => `<tr><td>${LEVEL_NAMES[alert.level] ?? alert.level}</td>
<td>${linkTo('alerts', alert.id, catalogue.products.get(alert.product)?.name.vi ?? alert.product)}</td>
<td>${escapeHtml(catalogue.places.get(alert.place)?.name.vi ?? alert.place)}</td>
<td class="number">${alert.headline?.percent.vi ?? ''}</td><td>${viDate(alert.openedOn)}</td>
<td>${escapeHtml(alert.state)}</td></tr>`,
  );
  const store = retailers()[0]?.stores[0];
  return page(`<h1>Bình Ổn <small>trên một máy · on one machine</small></h1>
<h2>Sự kiện (${events.length})</h2>
${tableOf(['Mức', 'Sự kiện', 'Từ ngày', 'Trạng thái'], eventRows, 'Chưa có sự kiện nào.')}
<h2>Thư đã gửi (${mails.length})</h2>
<ul>${mails.map((file) => `<li>${linkTo('outbox', file, file)}</li>`).join('')}</ul>
<h2>Cảnh báo (${alerts.length})</h2>
${tableOf(['Mức', 'Mặt hàng', 'Địa bàn', 'Thay đổi', 'Từ ngày', 'Trạng thái'], rows, 'Chưa có cảnh báo nào.')}
<h2>Gợi ý kết nối cung cầu (${suggestions.length})</h2>
${listOf(suggestions)}
${ofDays.map(({ day, items }) => `<h2>Gợi ý sau giờ chốt số liệu ${viDate(day)} (${items.length})</h2>${listOf(items)}`).join('')}
<h2>Thử ngay · try it</h2>
<p>Khóa truy cập nằm trong <code>credentials.json</code> của thư mục dữ liệu. Keys are in <code>credentials.json</code> of the data folder.</p>
<pre>curl -H "Authorization: Bearer $STAFF_TOKEN" ${url()}/v1/events
curl -X POST "${url()}/v1/reports?mode=patch" -H "Authorization: Bearer $RETAILER_KEY" -H "Content-Type: application/json" \\
  -d '{"store":"${escapeHtml(store?.id ?? 'cho-so-1')}","date":"YYYY-MM-DD","rows":[{"product":"01.0004","price":145000,"stock":120.5,"sold":33}]}'</pre>
<p><a href="/v1/products">Mặt hàng · goods</a> · <a href="/openapi.json">OpenAPI</a> · <a href="/healthz">healthz</a></p>`);
}

/** An event, what has become of it, and its alerts. */
async function eventPage({ url, staffToken }: StatusPagesOptions, id: string): Promise<Page | undefined> {
  const call = contractClient({ url: url(), token: staffToken });
  const event = await foundOrNone(() => call('GET /v1/events/{id}', { params: { id } }));
  if (!event) return undefined;
  const happened = event.timeline.map(({ at, kind, level, byName, note }) =>
    [viInstant(at), kind, level, byName?.vi, note].filter((part) => part !== undefined).join(' · '),
  );
  const members = event.members.map(
    ({ id: alert, productName, placeName, level }) =>
      `<tr><td>${LEVEL_NAMES[level] ?? level}</td><td>${linkTo('alerts', alert, productName.vi)}</td>
<td>${escapeHtml(placeName.vi)}</td></tr>`,
  );
  return page(`<p><a href="/">← Bình Ổn</a></p>
<h1>${LEVEL_NAMES[event.level] ?? event.level} <small>${escapeHtml(event.id)}</small></h1>
<p>${escapeHtml(event.sentence.vi)}</p><p lang="en">${escapeHtml(event.sentence.en)}</p>
<h2>Diễn biến · timeline</h2><ul>${happened.map((line) => `<li>${escapeHtml(line)}</li>`).join('')}</ul>
<h2>Cảnh báo (${members.length})</h2>
${tableOf(['Mức', 'Mặt hàng', 'Địa bàn'], members, 'Không còn cảnh báo nào.')}`);
}

async function alertPage({ url, staffToken }: StatusPagesOptions, id: string): Promise<Page | undefined> {
  const call = contractClient({ url: url(), token: staffToken });
  const alert = await foundOrNone(() => call('GET /v1/alerts/{id}', { params: { id } }));
  if (!alert) return undefined;
  const happened = alert.timeline.map(({ kind, day, at, channel, note }) =>
    [day ? viDate(day) : viInstant(at ?? ''), kind, channel, note]
      .filter(Boolean)
      .map(String)
      .map(escapeHtml)
      .join(' · '),
  );
  return page(`<p><a href="/">← Bình Ổn</a></p>
<h1>${LEVEL_NAMES[alert.level] ?? alert.level} <small>${escapeHtml(alert.id)}</small></h1>
<p>${escapeHtml(alert.explanation.vi)}</p><p>${escapeHtml(alert.clearsWhen.vi)}</p>
<p lang="en">${escapeHtml(alert.explanation.en)}</p><p lang="en">${escapeHtml(alert.clearsWhen.en)}</p>
<h2>Diễn biến · timeline</h2><ul>${happened.map((line) => `<li>${line}</li>`).join('')}</ul>`);
}

/** A mail or a text message of the outbox as plain text. */
async function mailPage(outbox: string, file: string): Promise<Page | undefined> {
  try {
    const name = basename(decodeURIComponent(file));
    if (!SENT.test(name)) return undefined;
    return { contentType: 'text/plain; charset=utf-8', body: await readFile(join(outbox, name)) };
  } catch {
    return undefined;
  }
}

async function foundOrNone<Found>(read: () => Promise<Found>): Promise<Found | undefined> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof RefusedRequest) return undefined;
    throw error;
  }
}

function listOf(suggestions: ListedSuggestions): string {
  const items = suggestions.map(
    ({ alert, explanation }) =>
      `<li>${escapeHtml(explanation.vi)}${alert ? ` ${linkTo('alerts', alert, 'Vì sao?')}` : ''}</li>`,
  );
  return `<ul>${items.join('')}</ul>`;
}

function linkTo(room: 'su-kien' | 'alerts' | 'outbox', id: string, text: string): string {
  return `<a href="/${room}/${encodeURIComponent(id)}">${escapeHtml(text)}</a>`;
}

function tableOf(heads: readonly string[], rows: readonly string[], empty: string): string {
  if (rows.length === 0) return `<p>${empty}</p>`;
  const head = heads.map((name) => `<th>${name}</th>`).join('');
  return `<table><thead><tr>${head}</tr></thead><tbody>${rows.join('')}</tbody></table>`;
}

function page(body: string): Page {
  return {
    contentType: 'text/html; charset=utf-8',
    body: `<!doctype html><html lang="vi"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Bình Ổn</title><style>
body{font:1rem/1.5 system-ui,sans-serif;max-width:60rem;margin:0 auto;padding:1rem;color:#1a1a1a;background:#fff}
table{border-collapse:collapse;width:100%;display:block;overflow-x:auto}td,th{padding:.3rem .6rem;border-bottom:1px solid #ccc;text-align:left}
.number{text-align:right;font-variant-numeric:tabular-nums}pre{background:#f3f3f3;padding:.8rem;overflow-x:auto}small{font-weight:normal;color:#555}
</style></head><body><main>${body}</main></body></html>`,
  };
}

function viDate(day: string): string {
  return day.split('-').reverse().join('/');
}

function viInstant(instant: string): string {
  return new Intl.DateTimeFormat('vi-VN', {
    timeZone: 'Asia/Ho_Chi_Minh',
    day: '2-digit',
    month: '2-digit',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  }).format(new Date(instant));
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
