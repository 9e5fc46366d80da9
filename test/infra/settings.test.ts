import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { assemble } from '#infra/assemble.ts';
import { InvalidSettings, readSettings, SETTING_NAMES } from '#infra/settings.ts';
import { anApp } from './synthesized-stack.ts';

const settingsFrom = (context: Readonly<Record<string, unknown>>) => readSettings((key) => context[key]);

describe('settings', () => {
  test('without any, a deployment is production and tells nobody by mail', () => {
    const settings = settingsFrom({});
    expect(settings).toMatchObject({ stage: 'prod', deployment: 'binh-on', webOrigins: [], logDays: 90 });
    expect(settings.sender).toBeUndefined();
    expect(settings.smsForCrises).toBe(false);
  });

  test('text messages are set by true or false, from a file or the command line', () => {
    for (const said of [true, 'true', 'yes']) expect(settingsFrom({ smsForCrises: said }).smsForCrises).toBe(true);
    for (const said of [false, 'false']) expect(settingsFrom({ smsForCrises: said }).smsForCrises).toBe(false);
    expect(() => settingsFrom({ smsSenderId: 'BinhOn' })).toThrow('-c smsForCrises: must be true');
  });

  test('values of the command line, which are texts, mean what they say', () => {
    expect(
      settingsFrom({
        logDays: '30',
        requestsPerSecond: '500',
        webOrigins: 'https://a.example.vn, https://b.example.vn',
      }),
    ).toMatchObject({
      logDays: 30,
      requestsPerSecond: 500,
      webOrigins: ['https://a.example.vn', 'https://b.example.vn'],
    });
  });

  test('an empty value counts as absent, so that -c sender= takes a sender away', () => {
    expect(settingsFrom({ sender: '' }).sender).toBeUndefined();
  });

  test.each([
    ['stage', 'production'],
    ['deployment', 'Bình Ổn'],
    ['sender', 'Bình Ổn <alerts@market.example.vn>'],
    ['operatorEmail', 'nobody'],
    ['webOrigins', 'https://market.example.vn/pages'],
    ['webOrigins', '*'],
    ['publicUrl', 'http://market.example.vn'],
    ['cutOff', '24:00'],
    ['cutOff', '3 pm'],
    ['logDays', '31'],
    ['requestsPerSecond', '0'],
    ['reservedConcurrency', 'assess-plaice=5'],
    ['reservedConcurrency', 'assess-place=0'],
    ['monthlyBudgetUsd', 'much'],
    ['smsForCrises', 'sometimes'],
    ['smsSenderId', 'Bình Ổn'],
    ['smsSenderId', '19001234'],
  ])('a wrong %s stops synth and is named (%s)', (key, value) => {
    expect(() => settingsFrom({ [key]: value })).toThrow(InvalidSettings);
    expect(() => settingsFrom({ [key]: value })).toThrow(`-c ${key}`);
  });

  test('a budget without anybody to tell stops synth and names who is missing', () => {
    expect(() => settingsFrom({ monthlyBudgetUsd: '200' })).toThrow('-c operatorEmail: is needed by monthlyBudgetUsd');
  });

  test('all wrong keys are named at once', () => {
    expect(() => settingsFrom({ stage: 'x', logDays: 'x' })).toThrow(/-c stage.*\n.*-c logDays/);
  });

  test.each([
    ['Sender', 'sender'],
    ['SENDER', 'sender'],
    ['senders', 'sender'],
    ['sneder', 'sender'],
    ['sms-for-crises', 'smsForCrises'],
    ['operatorMail', 'operatorEmail'],
    ['budget', 'monthlyBudgetUsd'],
    ['stageName', 'stage'],
    ['cut_off', 'cutOff'],
  ])('a key that nobody reads stops synth, and the likely right one is named (%s)', (key, likely) => {
    // Whatever its value: "-c Sender=" was meant to take a sender away, and would have left it.
    for (const value of ['', 'x', true]) {
      const synth = () => assemble(anApp({ [key]: value }));
      expect(synth).toThrow(InvalidSettings);
      expect(synth).toThrow(`-c ${key}: there is no such key; did you mean "${likely}"?`);
    }
  });

  test('a key like no other is refused without a guess, together with wrong values', () => {
    const synth = () => assemble(anApp({ zzz: '1', logDays: '31' }));
    expect(synth).toThrow(/-c zzz: there is no such key\n.*-c logDays/);
  });

  test.each([
    '@aws-cdk/core:newStyleStackSynthesis',
    '@cdklabs/some-library:switch',
    'aws:cdk:enable-path-metadata',
    'aws-cdk:enableDiffNoFail',
    'cli-telemetry',
    'acknowledged-issue-numbers',
    'availability-zones:account=123456789012:region=ap-southeast-1',
    'hosted-zone:account=123456789012:domainName=example.vn:region=ap-southeast-1',
    'ssm:account=123456789012:parameterName=/x:region=ap-southeast-1',
  ])("the CDK's own key %s is let through", (key) => {
    expect(() => readSettings(() => undefined, [key])).not.toThrow();
  });

  test('what cdk.json of the project says is known', () => {
    const { context } = JSON.parse(readFileSync('cdk.json', 'utf8')) as { context: Record<string, unknown> };
    expect(() => readSettings((key) => context[key], Object.keys(context))).not.toThrow();
  });

  test('the deployment guide explains every key', () => {
    const guide = readFileSync('docs/deploy.md', 'utf8');
    for (const name of SETTING_NAMES) expect(guide).toContain(`| \`${name}\``);
  });
});
