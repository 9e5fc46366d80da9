import { globSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import * as z from 'zod';

/** What GitHub takes of a workflow, as far as ours goes: a member that is misspelt is refused. */
const step = z.union([
  z.strictObject({ uses: z.string(), with: z.record(z.string(), z.union([z.string(), z.number()])).optional() }),
  z.strictObject({ name: z.string().optional(), run: z.string(), env: z.record(z.string(), z.string()).optional() }),
]);
const permissions = z.strictObject({ contents: z.literal('read'), 'id-token': z.literal('write').optional() });
const job = z.strictObject({
  needs: z.string().optional(),
  'runs-on': z.literal('ubuntu-latest'),
  environment: z.enum(['dev', 'prod-diff', 'prod']).optional(),
  permissions: permissions.optional(),
  env: z.record(z.string(), z.string()).optional(),
  steps: z.array(step).min(1),
});
const workflow = z.strictObject({
  name: z.string(),
  on: z.strictObject({ push: z.strictObject({ branches: z.array(z.literal('main')) }) }),
  concurrency: z.strictObject({ group: z.string(), 'cancel-in-progress': z.literal(false) }),
  permissions,
  jobs: z.strictObject({ check: job, dev: job, diff: job, prod: job }),
});

const text = readFileSync('infra/pipeline/github-actions.yml', 'utf8');
const { jobs } = workflow.parse(parse(text));
const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> };
const commandsOf = ({ steps }: z.infer<typeof job>) => steps.flatMap((one) => ('run' in one ? [one.run] : []));

describe('the pipeline', () => {
  test('goes from checks to dev, shows what would change, and waits for approval before production', () => {
    const order = Object.entries(jobs).map(([name, { needs, environment }]) => [name, needs, environment]);
    expect(order).toEqual([
      ['check', undefined, undefined],
      ['dev', 'check', 'dev'],
      ['diff', 'dev', 'prod-diff'],
      ['prod', 'diff', 'prod'],
    ]);
    for (const stage of [jobs.dev, jobs.prod]) {
      const [, before, deploy, after] = commandsOf(stage);
      expect(before).toMatch(/^npm run doctor -- before/);
      expect(deploy).toMatch(/^npx cdk deploy --all/);
      expect(after).toMatch(/^npm run doctor -- after/);
    }
    expect(commandsOf(jobs.check)).toContain('npm run e2e');
    expect(commandsOf(jobs.diff).join()).toContain('GITHUB_STEP_SUMMARY');
  });

  test('holds no key of AWS: whoever deploys has a token of GitHub, and nobody else', () => {
    expect(text).not.toMatch(/secrets\.|AWS_SECRET|AKIA/);
    const asking = Object.entries(jobs).filter(([, { permissions: own }]) => own?.['id-token']);
    expect(asking.map(([name]) => name)).toEqual(['dev', 'diff', 'prod']);
  });

  test('runs commands that there are, and actions by a version', () => {
    const named = [...text.matchAll(/npm run ([a-z0-9:-]+)/g)].map(([, name = '']) => name);
    for (const name of named) expect(scripts).toHaveProperty([name]);
    for (const { steps } of Object.values(jobs)) {
      for (const one of steps) if ('uses' in one) expect(one.uses).toMatch(/^[a-z-]+\/[a-z-]+@(v\d+|[0-9a-f]{40})$/);
    }
  });

  test('is a template: nothing of it runs in this repository', () => {
    for (const file of globSync('.github/**/*.yml')) {
      expect(readFileSync(file, 'utf8'), file).not.toMatch(/cdk deploy|role-to-assume|id-token/);
    }
  });
});

interface RoleOfPipeline {
  readonly Type: string;
  readonly Properties: {
    readonly RoleName: string;
    readonly AssumeRolePolicyDocument: {
      readonly Statement: readonly {
        readonly Action: string;
        readonly Condition: Record<string, Record<string, string>>;
      }[];
    };
    readonly Policies?: readonly {
      readonly PolicyDocument: { readonly Statement: readonly { Action: unknown; Resource: string }[] };
    }[];
  };
}

test('a role of the pipeline is taken by one repository in one environment, and the one that looks changes nothing', () => {
  const tag = (name: string) => ({ tag: `!${name}`, resolve: (value: string) => value });
  const list = { tag: '!Equals', collection: 'seq' as const, resolve: (value: unknown) => value };
  const either = { tag: '!If', collection: 'seq' as const, resolve: (value: unknown) => value };
  const template = parse(readFileSync('infra/pipeline/deploy-roles.yml', 'utf8'), {
    customTags: [tag('Sub'), tag('Ref'), list, either],
  }) as { readonly Resources: Readonly<Record<string, RoleOfPipeline>> };
  const roles = Object.values(template.Resources).filter(({ Type }) => Type === 'AWS::IAM::Role');
  const subjects = roles.map(({ Properties }) => {
    const [statement, ...others] = Properties.AssumeRolePolicyDocument.Statement;
    expect(others).toEqual([]);
    expect(Object.keys(statement?.Condition ?? {})).toEqual(['StringEquals']);
    const wanted = statement?.Condition['StringEquals'] ?? {};
    expect(wanted['token.actions.githubusercontent.com:aud']).toBe('sts.amazonaws.com');
    return `${Properties.RoleName} ${wanted['token.actions.githubusercontent.com:sub']}`;
  });
  const [repository, stage] = ['$' + '{Repository}', '$' + '{Stage}'];
  expect(subjects).toEqual([
    `binh-on-deployer-${stage} repo:${repository}:environment:${stage}`,
    `binh-on-reader-${stage} repo:${repository}:environment:${stage}-diff`,
  ]);
  // The names that the workflow asks for.
  for (const role of ['binh-on-deployer-dev', 'binh-on-deployer-prod', 'binh-on-reader-prod']) {
    expect(text).toContain(`:role/${role}`);
  }
  const looks = roles[1]?.Properties.Policies?.flatMap(({ PolicyDocument }) => PolicyDocument.Statement) ?? [];
  expect(looks.map(({ Action, Resource }) => `${Action} ${Resource.split('/').at(-1)}`)).toEqual([
    'sts:AssumeRole cdk-hnb659fds-lookup-role-*',
  ]);
});
