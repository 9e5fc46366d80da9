import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { assemble } from '#infra/assemble.ts';

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

/** The template as `cdk deploy` would send it. */
export function templateOf(context: Readonly<Record<string, unknown>> = {}): Template {
  return Template.fromStack(assemble(anApp(context)));
}

/** The resources of one type, by logical id. */
export function resourcesOf(template: Template, type: string): [string, Resource][] {
  return Object.entries(template.findResources(type)) as [string, Resource][];
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
