import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { PagesOutputs } from '#infra/operate/publish-pages.ts';
import type { OwnProcesses } from '#support/own-processes.ts';
import { ACCOUNT, type Emulator, REGION } from './emulator.ts';

export const SENDER = 'canh-bao@binh-on.example';
/** Where people find the pages. */
export const PUBLIC_URL = 'https://binh-on.example';

/**
 * What the stack is told: every setting that adds a resource, so that all of it is deployed. Stacks whose resources
 * MiniStack does not know are to be left out here, by a key of their own.
 */
const CONTEXT = {
  stage: 'dev',
  sender: SENDER,
  operatorEmail: 'truc-he-thong@binh-on.example',
  webOrigins: 'https://binh-on.example',
  publicUrl: PUBLIC_URL,
  pages: 'true',
  // MiniStack knows no composite alarms.
  serviceLevels: 'false',
};
export const STACK = 'binh-on-dev';
const PAGES_STACK = `${STACK}-pages` as const;

/** The stack's outputs, as docs/deploy.md names them. */
export interface Outputs {
  readonly ApiUrl: string;
  readonly UserPoolId: string;
  readonly UserPoolClientId: string;
  readonly TopicArn: string;
}

/** The resources of the deployed templates, by logical id. */
export type Resources = Readonly<Record<string, { readonly Type: string }>>;

export interface Deployment {
  readonly outputs: Outputs;
  /** What the stack of the pages gives out. */
  readonly pages: PagesOutputs;
  readonly resources: Resources;
}

interface Made {
  readonly [STACK]?: Outputs;
  readonly [PAGES_STACK]?: PagesOutputs;
}

export interface CdkCli {
  readonly bootstrap: () => Promise<void>;
  /** Deploys the project that lies in a folder. */
  readonly deploy: (project: string) => Promise<Deployment>;
  /** Deploys this project, with or without the pages, and tells what the system gives out. */
  readonly deploySystem: () => Promise<Outputs>;
  readonly destroy: () => Promise<void>;
}

/** The project's own CDK CLI, by its executable: what `npx cdk` runs. `changes` are settings of another deployment. */
export function cdkCli(
  processes: OwnProcesses,
  emulator: Emulator,
  folder: string,
  changes: Readonly<Record<string, string>> = {},
): CdkCli {
  const cli = createRequire(import.meta.url).resolve('aws-cdk/bin/cdk');
  const context = Object.entries({ ...CONTEXT, ...changes }).flatMap(([key, value]) => ['-c', `${key}=${value}`]);
  let runs = 0;

  const cdk = async (project: string, ...args: string[]): Promise<string> => {
    const assembly = join(folder, `cdk.out-${++runs}`);
    await processes.run({
      name: `cdk ${args[0]}`,
      command: process.execPath,
      args: [cli, ...args, '--output', assembly, '--no-notices', '--no-color', '--ci'],
      cwd: project,
      env: { ...emulator.env, CDK_DISABLE_CLI_TELEMETRY: 'true' },
      log: join(folder, 'cdk.log'),
    });
    return assembly;
  };

  return {
    bootstrap: async () => {
      await cdk(process.cwd(), 'bootstrap', `aws://${ACCOUNT}/${REGION}`);
    },
    deploy: async (project) => {
      const outputs = join(folder, 'outputs.json');
      const options = ['--all', '--require-approval', 'never', '--outputs-file', outputs];
      const assembly = await cdk(project, 'deploy', ...options, ...context);
      const { [STACK]: made, [PAGES_STACK]: pages } = (await readJson(outputs)) as Made;
      if (!made || !pages) throw new Error(`cdk deploy wrote no outputs of ${STACK} or of its pages`);
      const resources: Resources[] = [];
      for (const stack of [`${STACK}-data`, STACK, PAGES_STACK]) {
        const template = await readJson(join(assembly, `${stack}.template.json`));
        resources.push((template as { Resources: Resources }).Resources);
      }
      return { outputs: made, pages, resources: Object.assign({}, ...resources) as Resources };
    },
    deploySystem: async () => {
      const outputs = join(folder, 'outputs.json');
      await cdk(process.cwd(), 'deploy', '--all', '--require-approval', 'never', '--outputs-file', outputs, ...context);
      const made = Object.entries((await readJson(outputs)) as Record<string, Partial<Outputs>>);
      const system = made.find(([, { ApiUrl }]) => ApiUrl !== undefined)?.[1];
      if (!system) throw new Error('cdk deploy wrote no outputs');
      return system as Outputs;
    },
    destroy: async () => {
      await cdk(process.cwd(), 'destroy', '--all', '--force', ...context);
    },
  };
}

async function readJson(file: string): Promise<unknown> {
  return JSON.parse(await readFile(file, 'utf8'));
}
