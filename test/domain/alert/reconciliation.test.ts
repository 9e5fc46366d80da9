import { expect, test } from 'vitest';
import { reconcileAlerts } from '#domain/alert/reconciliation.ts';
import { anAlert, anEpisode } from '#support/small-city.ts';

const now = (...episodes: ReturnType<typeof anEpisode>[]) => ({
  place: 'hoan-kiem',
  asOf: '2026-11-23',
  knownSince: '2026-11-16',
  episodes,
});

test('what history showed first becomes news once live reports say the same', () => {
  const shown = anAlert({ news: false, episode: anEpisode({ news: false }) });
  expect(reconcileAlerts(now(anEpisode({ news: true })), [shown])).toMatchObject([{ version: 1, news: true }]);
});

test('what was news stays news when only history has spoken since', () => {
  const sent = anAlert();
  const changes = reconcileAlerts(now(anEpisode({ news: false, lastDay: '2026-11-24' })), [sent]);
  expect(changes).toMatchObject([{ version: 1, news: true }]);
});

test('an episode whose id is taken is told by the alert that bears it, not by the first that it overlaps', () => {
  const bears = anAlert({
    episode: anEpisode({ openedOn: '2026-11-21', resolvedOn: '2026-11-22', status: 'resolved' }),
  });
  const overlaps = anAlert({ id: 'hoan-kiem_01.0004_up_2026-11-01', episode: anEpisode({ openedOn: '2026-11-01' }) });
  const changes = reconcileAlerts(now(anEpisode({ openedOn: '2026-11-21' })), [overlaps, bears]);
  expect(changes.find(({ id }) => id === bears.id)).toMatchObject({
    status: 'open',
    episode: { openedOn: '2026-11-21' },
  });
  expect(changes.find(({ id }) => id === overlaps.id)).toMatchObject({ status: 'withdrawn' });
});

test('an end for want of reports is news where the alert was, and where only history spoke it is none', () => {
  const end = { status: 'resolved', resolvedOn: '2026-12-15', resolution: 'no-longer-reported' } as const;
  const gone = now(anEpisode({ ...end, news: false }));
  expect(reconcileAlerts(gone, [anAlert()])).toMatchObject([{ status: 'resolved', version: 2, news: true }]);
  const history = anAlert({ news: false, episode: anEpisode({ news: false }) });
  expect(reconcileAlerts(gone, [history])).toMatchObject([{ status: 'resolved', version: 2, news: false }]);
});
