import type { Bilingual, Language } from '#domain/language.ts';

/** How a check ended: it holds, it does not, or nobody can say from here. */
export type State = 'holds' | 'fails' | 'unknown';

export interface Said {
  readonly state: State;
  readonly says: Bilingual;
  /** What to do about it. */
  readonly todo?: Bilingual;
}

export interface Check {
  /** A stable name, for programs. */
  readonly name: string;
  readonly run: () => Promise<Said>;
}

export interface Finding extends Said {
  readonly name: string;
}

const SIGNS: Readonly<Record<State, string>> = { holds: '✓', fails: '✗', unknown: '?' };

export const holds = (vi: string, en: string): Said => ({ state: 'holds', says: { vi, en } });
export const fails = (says: Bilingual, todo: Bilingual): Said => ({ state: 'fails', says, todo });
export const unknown = (says: Bilingual, todo: Bilingual): Said => ({ state: 'unknown', says, todo });

/** Runs the checks one after the other; one that is refused or breaks is told as such, and the others go on. */
export async function findingsOf(checks: readonly Check[], tell: (finding: Finding) => void): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const { name, run } of checks) {
    const finding = { name, ...(await run().catch(saidOfError)) };
    findings.push(finding);
    tell(finding);
  }
  return findings;
}

/** One line of a report. */
export function lineOf({ state, says, todo }: Finding, language: Language): string {
  return `${SIGNS[state]} ${says[language]}${todo ? ` ${todo[language]}` : ''}`;
}

function saidOfError(error: unknown): Said {
  const { name, message } = error instanceof Error ? error : new Error(String(error));
  if (/AccessDenied|NotAuthorized|UnauthorizedOperation|Forbidden|AuthorizationError/.test(name)) {
    const action = /perform:? ([a-z0-9-]+:\w+)/i.exec(message)?.[1] ?? message;
    return fails(
      { vi: `Thiếu quyền: ${action}.`, en: `A permission is missing: ${action}.` },
      {
        vi: 'Xin cấp quyền này cho vai trò của người triển khai (infra/policies/deployer.json).',
        en: "Have it added to the deployer's role (infra/policies/deployer.json).",
      },
    );
  }
  const says = { vi: `Không kiểm tra được: ${name}: ${message}`, en: `Could not be checked: ${name}: ${message}` };
  return unknown(says, { vi: 'Chạy lại sau khi sửa.', en: 'Run it again once that is mended.' });
}
