import { expect, test } from 'vitest';
import { suggestSupply } from '#domain/matching/suggest-supply.ts';
import { UNMET_CAUSES } from '#domain/matching/unmet-cause.ts';
import { explainCause, remarksOn } from '#domain/wording/searches.ts';
import { inWords } from '#support/in-words.ts';
import { PORK, SMALL_CITY } from '#support/small-city.ts';
import { aSupplyRequest, type Shop } from '#support/supply-world.ts';

const SHORT: Shop = { key: 'hoa-sen/hk', place: 'hoan-kiem', stock: 10, demand: 50 };
const NEAR: Shop = { key: 'binh-minh/hk', place: 'hoan-kiem', stock: 80, demand: 10 };
const suggest = (shops: readonly Shop[]) => inWords(suggestSupply(aSupplyRequest(shops)));

test('what is not known is said, so that silence is never taken for plenty', () => {
  const { suggestions, remarks } = suggest([
    { key: 'hoa-sen/a', place: 'hoan-kiem', demand: 5 },
    { key: 'hoa-sen/b', place: 'hoan-kiem', stock: 5 },
    { key: 'hoa-sen/c', place: 'hoan-kiem', stock: 1, demand: 5, date: '2026-11-01' },
  ]);
  expect(suggestions).toEqual([]);
  expect(remarks[0]?.words.vi).toBe(
    'Không có điểm bán nào được xác định là đang thiếu hàng. 1 điểm bán không báo tồn kho. 1 điểm bán chưa có số liệu bán ra để tính nhu cầu. 1 điểm bán có số liệu đã quá cũ.',
  );
});

test('what is left is told with the causes of a search', () => {
  expect(suggest([SHORT, NEAR]).remarks[0]?.words).toEqual({
    vi: 'Còn thiếu 30\u00a0kg chưa tìm được nguồn. Lý do: các nguồn chỉ còn mức dự phòng (30\u00a0kg).',
    en: '30\u00a0kg are still without a source. Why: the sources have only their reserves left (30\u00a0kg).',
  });
  expect(new Set(UNMET_CAUSES.map((cause) => explainCause(cause).vi)).size).toBe(UNMET_CAUSES.length);
});

test('while reports of suppliers are pending nobody is told that there is no source', () => {
  const { remarks } = inWords(suggestSupply({ ...aSupplyRequest([SHORT, NEAR]), pendingSuppliers: 2 }));
  expect(remarks[0]?.words).toEqual({
    vi: 'Còn thiếu 30\u00a0kg chưa tìm được nguồn. Báo cáo của 2 điểm cung ứng đã nhận và đang được xử lý; sau đó nguồn hàng sẽ được tìm lại.',
    en: '30\u00a0kg are still without a source. Reports of 2 supplier(s) have come in and are still being processed; then supply is searched again.',
  });
});

test('nothing is said of a search that meets every need from known figures', () => {
  expect(suggest([SHORT, { ...NEAR, stock: 500 }]).remarks).toEqual([]);
});

test('what is found are facts in one order of members, and no words', () => {
  const { suggestions, ...rest } = suggestSupply(aSupplyRequest([SHORT, { ...NEAR, stock: 500 }]));
  expect(Object.keys(rest)).toEqual(['unmet', 'gapPercent', 'gaps']);
  expect(suggestions.map((made) => Object.keys(made).join(' '))).toEqual([
    'id alert product quantityMilli spareMilli from to distanceKm cost cover need figures reasons basis comparison state madeOn validThrough',
  ]);
  expect(Object.keys(suggestions[0]?.comparison ?? {})).toEqual(['alternatives', 'limit']);
});

test('the words that an earlier version has kept are said as they are', () => {
  const words = { vi: 'Còn thiếu 30 kg.', en: '30 kg are without a source.' };
  const kept = { suggestions: [], unmet: [], gapPercent: 12, remarks: [{ product: PORK.id, words }] };
  expect(remarksOn(kept, SMALL_CITY)).toEqual(kept.remarks);
});
