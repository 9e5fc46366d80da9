import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { assemble } from '#infra/assemble.ts';
import type { FunctionName } from '#infra/function-definitions.ts';
import type { TableName } from '#storage/tables.ts';

export interface Resource {
  readonly Type: string;
  readonly Properties: Readonly<Record<string, unknown>>;
  readonly DeletionPolicy?: string;
  readonly UpdateReplacePolicy?: string;
}

export interface Statement {
  readonly actions: readonly string[];
  readonly resources: readonly unknown[];
}

/** An app with the given context, its functions not bundled: tests of the template can do without, and are fast. */
export function anApp(context: Readonly<Record<string, unknown>> = {}, outdir?: string): App {
  return new App({
    context: { ...context, 'aws:cdk:bundling-stacks': [] },
    ...(outdir === undefined ? {} : { outdir }),
  });
}

/** The templates of the system and of its data as `cdk deploy` would send them, joined: each import is what it stands for. */
export function templateOf(context: Readonly<Record<string, unknown>> = {}): Template {
  const { system, data } = assemble(anApp(context));
  const [own, kept] = [system, data].map((stack) => Template.fromStack(stack).toJSON()) as [TemplateJson, TemplateJson];
  const exported = new Map(Object.values(kept.Outputs).map((output) => [output.Export?.Name, output.Value]));
  const imports = (_: string, value: unknown): unknown => {
    const name = (value as { 'Fn::ImportValue'?: string } | null)?.['Fn::ImportValue'];
    if (name === undefined) return value;
    if (!exported.has(name)) throw new Error(`Nothing exports ${name}`);
    return exported.get(name);
  };
  const { Resources, Outputs } = JSON.parse(JSON.stringify(own), imports) as TemplateJson;
  return Template.fromJSON({ Resources: { ...kept.Resources, ...Resources }, Outputs });
}

interface TemplateJson {
  readonly Resources: Readonly<Record<string, Resource>>;
  readonly Outputs: Readonly<Record<string, { readonly Value: unknown; readonly Export?: { readonly Name: string } }>>;
}

/** The resources of one type, by logical id. */
export function resourcesOf(template: Template, type: string): [string, Resource][] {
  return Object.entries(template.findResources(type)) as [string, Resource][];
}

/** The function of a folder of functions, with its logical id. */
export function functionOf(template: Template, name: FunctionName): readonly [string, Resource] {
  const made = resourcesOf(template, 'AWS::Lambda::Function').find(
    ([, { Properties }]) => environmentOf(Properties)['POWERTOOLS_SERVICE_NAME'] === name,
  );
  if (!made) throw new Error(`There is no function ${name}`);
  return made;
}

export function environmentOf(properties: Resource['Properties']): Readonly<Record<string, unknown>> {
  return (properties['Environment'] as { Variables: Record<string, unknown> }).Variables;
}

/** The logical id of the role of a function. */
export function roleIdOf(template: Template, name: FunctionName): string {
  const [, { Properties }] = functionOf(template, name);
  return targetOf(Properties['Role']) ?? '';
}

/** A table, with its logical id. */
export function tableOf(template: Template, name: TableName): readonly [string, Resource] {
  const made = resourcesOf(template, 'AWS::DynamoDB::GlobalTable').find(([id]) => id.startsWith(`Tables${name}`));
  if (!made) throw new Error(`There is no table ${name}`);
  return made;
}

/** The logical id that a Ref or Fn::GetAtt points at. */
export function targetOf(reference: unknown): string | undefined {
  const { Ref: ref, 'Fn::GetAtt': attribute } = (reference ?? {}) as { Ref?: string; 'Fn::GetAtt'?: [string, string] };
  return ref ?? attribute?.[0];
}

/** What the policies attached to a role allow. */
export function statementsOf(template: Template, role: string): Statement[] {
  return resourcesOf(template, 'AWS::IAM::Policy')
    .filter(([, policy]) => asArray(policy.Properties['Roles']).some((entry) => targetOf(entry) === role))
    .flatMap(([, policy]) => allowedBy(policy.Properties['PolicyDocument']));
}

/** The statements of a policy document, each with its actions and resources as lists. */
export function allowedBy(document: unknown): Statement[] {
  const { Statement: statements } = document as { Statement: { Action: unknown; Resource: unknown }[] };
  return statements.map(({ Action, Resource }) => ({
    actions: asArray(Action) as string[],
    resources: asArray(Resource),
  }));
}

function asArray(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [value];
}
