import { ContextProvider } from 'aws-cdk-lib/cloud-assembly-schema';
import { foldVietnamese, isOneSlip } from '#domain/report/nearest-product.ts';

/** What the CDK notes under a name of its own, beside what it has looked up in the account. */
const NOTES_OF_CDK = new Set(['acknowledged-issue-numbers', 'notices']);
/** Answers from the account are kept as "availability-zones:account=…"; the list is the CDK's own. */
const LOOKED_UP: ReadonlySet<string> = new Set(Object.values(ContextProvider));
/** Shorter words come near to each other by chance. */
const SHORTEST_PART = 4;

/** One line for each key of the context that nobody reads: neither a setting nor one of the CDK's own. */
export function unknownKeys(keys: Iterable<string>, settings: readonly string[]): string[] {
  const unknown = [...keys].filter((key) => !settings.includes(key) && !belongsToCdk(key));
  return unknown.map((key) => {
    const likely = likelySetting(key, settings);
    return `  -c ${key}: there is no such key${likely === undefined ? '' : `; did you mean "${likely}"?`}`;
  });
}

function belongsToCdk(key: string): boolean {
  const [before = '', ...after] = key.split(':');
  if (before.startsWith('@')) return true;
  return after.length > 0
    ? before === 'aws' || before === 'aws-cdk' || LOOKED_UP.has(before)
    : key.startsWith('cli-') || NOTES_OF_CDK.has(key);
}

/** The setting that a key most likely stands for: by case or signs, by one slip, or since one is a part of the other. */
function likelySetting(key: string, settings: readonly string[]): string | undefined {
  const written = plain(key);
  const named = (isLike: (setting: string) => boolean) => settings.find((setting) => isLike(plain(setting)));
  return (
    named((setting) => setting === written) ??
    named((setting) => isOneSlip(setting, written)) ??
    (written.length < SHORTEST_PART
      ? undefined
      : named((setting) => setting.includes(written) || written.includes(setting)))
  );
}

function plain(name: string): string {
  return foldVietnamese(name.slice(0, 80)).replace(/[^a-z0-9]/g, '');
}
