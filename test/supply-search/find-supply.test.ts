import { expect, test } from 'vitest';
import type { Suggestion } from '#domain/matching/suggestion.ts';
import type { FoundSupply, SupplySearch } from '#domain/matching/supply-search.ts';
import { type KeptSearchPorts, SearchOvertaken, searchOnce } from '#supply-search/find-supply.ts';
import { someSuggestion } from '#support/some-suggestion.ts';

const OF_DAY = { subject: 'day', version: 1 };

/** Where searches are kept, as the desk keeps them: a put loses when another search stands than the one that was read. */
function shelf() {
  let kept: SupplySearch | undefined;
  const suggested: string[] = [];
  const ports: KeptSearchPorts = {
    readSearch: async () => kept,
    putSearch: async (search, read) => {
      if (kept !== read) return false;
      kept = search;
      return true;
    },
    putSuggestion: async ({ id }: Suggestion) => suggested.push(id) > 0,
  };
  return { ports, suggested, kept: () => kept };
}

function found(id: string): FoundSupply {
  return { suggestions: [someSuggestion('day', { id })], unmet: [], remarks: [], gapPercent: 0 };
}

/** A search that finds one suggestion, while what is given happens. */
function searching(id: string, barred: string, meanwhile: () => Promise<void> = async () => undefined) {
  return async () => ({
    barred,
    find: async () => {
      await meanwhile();
      return found(id);
    },
  });
}

test('a search that bars the same as the kept one ends in what is kept', async () => {
  const { ports, suggested } = shelf();
  await searchOnce(ports, OF_DAY, searching('first', 'nothing'));
  await searchOnce(ports, OF_DAY, searching('second', 'nothing'));
  expect(suggested).toEqual(['first', 'first']);
});

test('of two searches side by side that bar the same, both suggest what was kept first', async () => {
  const { ports, suggested } = shelf();
  const other = () => searchOnce(ports, OF_DAY, searching('other', 'nothing'));
  await searchOnce(ports, OF_DAY, searching('own', 'nothing', other));
  expect(suggested).toEqual(['other', 'other']);
});

test('of two that bar other goods the one that comes too late is tried again, and suggests nothing before', async () => {
  const { ports, suggested, kept } = shelf();
  const other = () => searchOnce(ports, OF_DAY, searching('other', 'nothing'));
  const own = () => searchOnce(ports, OF_DAY, searching('own', 'pork', other));
  await expect(own()).rejects.toThrow(SearchOvertaken);
  expect(suggested).toEqual(['other']);
  await searchOnce(ports, OF_DAY, searching('own', 'pork'));
  expect(suggested).toEqual(['other', 'own']);
  expect(kept()?.barred).toBe('pork');
});

test('what is barred is read after the search that it may replace', async () => {
  const { ports, kept } = shelf();
  let held = 'nothing';
  const late = searchOnce(ports, OF_DAY, async () => {
    const barred = held;
    held = 'pork';
    await searchOnce(ports, OF_DAY, searching('newer', held));
    return { barred, find: async () => found('older') };
  });
  await expect(late).rejects.toThrow(SearchOvertaken);
  expect(kept()?.suggestions.map(({ id }) => id)).toEqual(['newer']);
});
