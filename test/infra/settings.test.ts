import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { InvalidSettings, readSettings, SETTING_NAMES } from '#infra/settings.ts';

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

  test('the deployment guide explains every key', () => {
    const guide = readFileSync('docs/deploy.md', 'utf8');
    for (const name of SETTING_NAMES) expect(guide).toContain(`| \`${name}\``);
  });
});
