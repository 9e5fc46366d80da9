import { beforeEach, expect, test } from 'vitest';
import type { Suggestion } from '#domain/matching/suggestion.ts';
import { createHandler } from '#functions/serve-staff/handler.ts';
import { deskStore } from '#storage/desk.ts';
import { callAsStaff } from '#support/call-as-staff.ts';
import { emptyTablesEachTest } from '#support/embedded-tables.ts';
import { anAlert, PORK, SMALL_CITY } from '#support/small-city.ts';
import { someSuggestion } from '#support/some-suggestion.ts';

const EXPLANATION = { vi: 'Vì gần', en: 'Because it is near' };
const WORDS = { vi: 'Bên giao khác: B.', en: 'Others who could give: B.' };
const REMARK = { vi: 'Còn thiếu 30 kg chưa tìm được nguồn.', en: '30 kg are still without a source.' };

const tables = emptyTablesEachTest({ clock: () => Date.parse('2026-11-23T12:00:00+07:00') });
const desk = () => deskStore(tables.platform.dynamodb, 'binh-on-desk');
const alert = anAlert();

/** A proposal as the first form kept it: with its words, and with the name of what could stand in. */
function inWords(): Suggestion {
  const { basis: _basis, comparison, ...suggestion } = someSuggestion(alert.id);
  const [other] = comparison?.alternatives ?? [];
  if (!other) throw new Error('Nobody else could give');
  const { product: _product, ...from } = other;
  return {
    ...suggestion,
    to: { ...suggestion.to, place: 'hoan-kiem' },
    explanation: EXPLANATION,
    comparison: {
      alternatives: [{ ...from, substitute: { vi: 'Thịt lợn ba chỉ', en: 'Pork belly' } }],
      limit: { kind: 'nothing' },
      words: WORDS,
    },
  };
}

beforeEach(async () => {
  await desk().putAlert(alert);
  const suggestion = inWords();
  await desk().putSuggestion(suggestion);
  const remarks = [{ product: PORK.id, words: REMARK }];
  await desk().putSearch({
    subject: alert.id,
    version: 1,
    suggestions: [suggestion],
    unmet: [],
    gapPercent: 0,
    remarks,
  });
});

const ask = async (query: Record<string, string>) =>
  (await callAsStaff(createHandler(tables.platform, SMALL_CITY), 'GET /v1/suggestions', { query })).body;

const SHOWN = {
  explanation: EXPLANATION,
  comparison: {
    alternatives: [{ substitute: { vi: 'Thịt lợn ba chỉ', en: 'Pork belly' }, because: 'substitute' }],
    limit: { kind: 'nothing' },
    words: WORDS,
  },
};

test('what an earlier version has kept in words is shown with them, in both languages', async () => {
  expect(await ask({ alert: alert.id })).toMatchObject({
    items: [{ ...SHOWN, state: 'proposed' }],
    remarks: [{ product: PORK.id, productName: PORK.name, text: REMARK }],
  });
  expect(await ask({})).toMatchObject({ items: [SHOWN] });
});

test('and is accepted, and stays shown', async () => {
  const accepted = await callAsStaff(createHandler(tables.platform, SMALL_CITY), 'POST /v1/suggestions/{id}/accept', {
    params: { id: inWords().id },
  });
  expect(accepted).toMatchObject({ status: 200, body: { ...SHOWN, state: 'accepted' } });
  expect(await ask({ state: 'accepted' })).toMatchObject({ items: [{ ...SHOWN, state: 'accepted' }] });
});

test('what is kept since is worded when it is shown, in both languages', async () => {
  const { to } = someSuggestion(alert.id);
  await desk().putSuggestion(someSuggestion(alert.id, { id: `${alert.id}_other`, to: { ...to, place: 'hoan-kiem' } }));
  const { items } = (await ask({ alert: alert.id })) as { items: { id: string }[] };
  expect(items.find(({ id }) => id.endsWith('_other'))).toMatchObject({
    explanation: {
      vi: expect.stringContaining('có thể điều phối 90\u00a0kg cho A (Phường Hoàn Kiếm)'),
      en: expect.stringContaining('could supply 90\u00a0kg to A'),
    },
    comparison: {
      words: {
        vi: expect.stringContaining('Bên giao khác: A (01.0005: +4.008'),
        en: expect.stringContaining('would save 240\u00a0VND'),
      },
    },
  });
});
