import type { Reporter, TestModule } from 'vitest/node';
import type { Played } from './seeds.ts';

/** Says at the end of a run how much of what could be played and tested was, and how to get the rest. */
export function runSummary(): Reporter {
  let isFiltered = false;
  let leftOut: readonly string[] = [];
  return {
    onInit({ config, projects }) {
      isFiltered = config.testNamePattern !== undefined;
      const isPart = projects.length === 1 && projects[0]?.name === 'parts';
      leftOut = isPart ? ['Left out the tests of whole machines and schedules: npm run test:all'] : [];
    },
    onTestRunEnd(modules) {
      const lines = [...playedLines(modules), ...(isFiltered ? [] : skippedLines(modules)), ...leftOut];
      for (const line of lines) process.stdout.write(`${line}\n`);
    },
  };
}

function playedLines(modules: readonly TestModule[]): string[] {
  const played = modules.flatMap((module) => module.meta().played ?? []);
  const runs = sumOf(played.map((each) => each.runs));
  const seeds = sumOf(played.map((each) => each.seeds));
  const counts = [
    ...(runs.all > 0 ? [`${shareOf(runs)} runs of properties`] : []),
    ...(seeds.all > 0 ? [`${shareOf(seeds)} seeds of schedules and examples`] : []),
  ].join(', ');
  if (counts === '') return [];
  const isWhole = runs.played === runs.all && seeds.played === seeds.all;
  return [isWhole ? `Played all: ${counts}` : `Played few: ${counts}. All of them: npm run test:all`];
}

function sumOf(counts: readonly Played[]): Played {
  return counts.reduce((sum, { played, all }) => ({ played: sum.played + played, all: sum.all + all }), {
    played: 0,
    all: 0,
  });
}

function shareOf({ played, all }: Played): string {
  return played === all ? numeral(all) : `${numeral(played)} of ${numeral(all)}`;
}

function numeral(count: number): string {
  return count.toLocaleString('en');
}

function skippedLines(modules: readonly TestModule[]): string[] {
  const skipped = modules.flatMap((module) => [...module.children.allTests('skipped')]);
  const slow = skipped.filter(({ name }) => name.includes('npm run test:all'));
  const forData = skipped.filter((test) => test.meta().needs !== undefined);
  const others = skipped.filter((test) => !slow.includes(test) && !forData.includes(test));
  const missing = [...new Set(forData.map((test) => test.meta().needs))].join(', ');
  const ofOthers = [...new Set(others.map(({ module }) => module.relativeModuleId))].join(', ');
  return [
    ...(slow.length > 0 ? [`Left out ${slow.length} slow test${slow.length === 1 ? '' : 's'}: npm run test:all`] : []),
    ...(forData.length > 0
      ? [`Skipped ${forData.length} tests without their data (${missing}). With it: FIXTURES=<its folder> npm test`]
      : []),
    ...(others.length > 0 ? [`Skipped ${others.length} tests for no stated reason: ${ofOthers}`] : []),
  ];
}
