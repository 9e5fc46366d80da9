import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Catalogue } from '#domain/catalogue.ts';
import type { Page } from './gateway.ts';
import type { RetailerAccess } from './system.ts';

interface AlertRow {
  readonly id: string;
  readonly place: string;
  readonly product: string;
  readonly level: string;
  readonly state: string;
  readonly changePct: number;
  readonly openedOn: string;
}

interface SuggestionRow {
  readonly id: string;
  readonly explanation: { readonly vi: string };
}

const LEVEL_NAMES: Readonly<Record<string, string>> = { watch: 'Theo dõi', alert: 'Cảnh báo', crisis: 'Khẩn cấp' };

/** The plain page at `/`: what is open, what is suggested, what was sent, and a command to try. */
export async function statusPage(
  url: string,
  staffToken: string,
  outbox: string,
  retailers: readonly RetailerAccess[],
  catalogue: Catalogue,
): Promise<Page> {
  const ask = async <T>(path: string): Promise<readonly T[]> => {
    const answer = await fetch(`${url}${path}`, { headers: { authorization: `Bearer ${staffToken}` } });
    return answer.ok ? ((await answer.json()) as { items: T[] }).items : [];
  };
  const [alerts, suggestions, mails] = await Promise.all([
    ask<AlertRow>('/v1/alerts?limit=50'),
    ask<SuggestionRow>('/v1/suggestions?state=proposed&limit=20'),
    readdir(outbox).then((files) => files.filter((file) => file.endsWith('.eml')).sort()),
  ]);
  const percent = new Intl.NumberFormat('vi-VN', { maximumFractionDigits: 1, signDisplay: 'always' });
  const rows = alerts.map(
    (alert) => `<tr><td>${LEVEL_NAMES[alert.level] ?? alert.level}</td>
<td>${escapeHtml(catalogue.products.get(alert.product)?.name.vi ?? alert.product)}</td>
<td>${escapeHtml(catalogue.places.get(alert.place)?.name.vi ?? alert.place)}</td>
<td class="number">${percent.format(alert.changePct)} %</td><td>${viDate(alert.openedOn)}</td>
<td>${escapeHtml(alert.state)}</td></tr>`,
  );
  const store = retailers[0]?.stores[0];
  const body = `<h1>Bình Ổn <small>trên một máy · on one machine</small></h1>
<h2>Cảnh báo (${alerts.length})</h2>
${
  rows.length > 0
    ? `<table><thead><tr><th>Mức</th><th>Mặt hàng</th><th>Địa bàn</th><th>Thay đổi</th><th>Từ ngày</th><th>Trạng thái</th></tr></thead><tbody>${rows.join('')}</tbody></table>`
    : '<p>Chưa có cảnh báo nào.</p>'
}
<h2>Gợi ý kết nối cung cầu (${suggestions.length})</h2>
<ul>${suggestions.map(({ explanation }) => `<li>${escapeHtml(explanation.vi)}</li>`).join('')}</ul>
<h2>Thư đã gửi (${mails.length})</h2>
<ul>${mails.map((file) => `<li><a href="/outbox/${encodeURIComponent(file)}">${escapeHtml(file)}</a></li>`).join('')}</ul>
<h2>Thử ngay · try it</h2>
<p>Khóa truy cập nằm trong <code>credentials.json</code> của thư mục dữ liệu. Keys are in <code>credentials.json</code> of the data folder.</p>
<pre>curl -H "Authorization: Bearer $STAFF_TOKEN" ${url}/v1/alerts
curl -X POST ${url}/v1/reports -H "Authorization: Bearer $RETAILER_KEY" -H "Content-Type: application/json" \\
  -d '{"store":"${escapeHtml(store?.id ?? 'cho-so-1')}","date":"YYYY-MM-DD","rows":[{"product":"01.0004","price":145000,"stock":120.5,"sold":33}]}'</pre>
<p><a href="/openapi.json">OpenAPI</a> · <a href="/healthz">healthz</a></p>`;
  return { contentType: 'text/html; charset=utf-8', body: document(body) };
}

/** A mail of the outbox as plain text. */
export async function mailPage(outbox: string, file: string): Promise<Page | undefined> {
  const name = basename(decodeURIComponent(file));
  if (!name.endsWith('.eml')) return undefined;
  try {
    return { contentType: 'text/plain; charset=utf-8', body: await readFile(join(outbox, name)) };
  } catch {
    return undefined;
  }
}

function document(body: string): string {
  return `<!doctype html><html lang="vi"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Bình Ổn</title><style>
body{font:1rem/1.5 system-ui,sans-serif;max-width:60rem;margin:0 auto;padding:1rem;color:#1a1a1a;background:#fff}
table{border-collapse:collapse;width:100%;display:block;overflow-x:auto}td,th{padding:.3rem .6rem;border-bottom:1px solid #ccc;text-align:left}
.number{text-align:right;font-variant-numeric:tabular-nums}pre{background:#f3f3f3;padding:.8rem;overflow-x:auto}small{font-weight:normal;color:#555}
</style></head><body><main>${body}</main></body></html>`;
}

function viDate(day: string): string {
  return day.split('-').reverse().join('/');
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
