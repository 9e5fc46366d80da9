import assert from 'node:assert/strict';
import { setTimeout as wait } from 'node:timers/promises';
import { addDays, type BusinessDay, businessDayOf, DEFAULT_CUT_OFF, startOfBusinessDay } from '#domain/business-day.ts';
import { callerOf } from './call-api.ts';
import { callDoctor } from './call-doctor.ts';
import { type CdkCli, type Deployment, SENDER } from './cdk-cli.ts';
import { closeDay } from './close-day.ts';
import { deployAgain } from './deploy-again.ts';
import type { Emulator } from './emulator.ts';
import { makeFirstAdmin } from './first-admin.ts';
import { seeAlert } from './follow-alert.ts';
import { acceptCall, seeEvent, seeMail, seeTheEnd, seeTopic, takeOver, verifyShop } from './follow-event.ts';
import { readFunctionLogs } from './function-logs.ts';
import { keepPeople } from './keep-people.ts';
import { letMailPass } from './let-mail-pass.ts';
import { listen } from './listening-queue.ts';
import { openPages } from './open-pages.ts';
import { operate } from './operate.ts';
import { refuseStrangers } from './refuse-strangers.ts';
import { registerMarket, setThresholds } from './register-market.ts';
import { fillHistory, reportDay } from './report-day.ts';
import { reportOtherwise } from './report-otherwise.ts';
import { verifySender } from './sent-mails.ts';
import { hireStaff } from './staff.ts';
import { tearDown } from './tear-down.ts';
import { tell } from './tell.ts';
import { OTHER_WARD, RETAILERS, SHOPS, WARD } from './the-market.ts';

/** Longer than the story takes on a slow machine. */
const STORY_MS = 300_000;

/** The story: from an empty account to an alert that somebody takes in hand, then the next release, then the end. */
export async function playDay(emulator: Emulator, cdk: CdkCli, folder: string): Promise<void> {
  const first = await deploy(cdk);
  const { outputs } = first;
  await verifySender(emulator, SENDER);
  await letMailPass(emulator);
  const queues = {
    crises: await listen(emulator, outputs.TopicArn, 'crises-here', { level: ['crisis'], place: [WARD] }),
    others: await listen(emulator, outputs.TopicArn, 'crises-elsewhere', { level: ['crisis'], place: [OTHER_WARD] }),
  };
  tell('SES knows the sender, and two queues are subscribed to the topic');
  await makeFirstAdmin(emulator, outputs);
  const staff = await hireStaff(emulator, outputs);
  tell(`${Object.keys(staff).length} people have accounts and sign in with their passwords`);
  const today = await aDayThatLasts();
  const retailers = await registerMarket(staff.admin, outputs.ApiUrl);
  tell(`${RETAILERS.length - 1} retailers with ${SHOPS.length} shops and a supplier are registered and have keys`);
  await keepPeople(emulator, outputs, staff.admin);
  await setThresholds(staff.lead);

  await refuseStrangers({ emulator, outputs, staff, retailers, today });
  await fillHistory(staff.admin, today);
  await reportDay(staff.admin, retailers, today);
  const alert = await seeAlert(staff.officer, today);
  const event = await seeEvent(staff.officer, alert);
  await seeMail(emulator, event);
  await seeTopic(event, queues);
  await openPages(emulator, first, staff.officer, event);
  await takeOver(staff, event, alert.id);
  await verifyShop(staff, event);
  await acceptCall(staff.officer, event);

  await deployAgain({ cdk, first, folder, admin: staff.admin, retailers, alert: alert.id, today });
  const scene = { emulator, outputs, admin: staff.admin, placeless: staff.placeless };
  await operate(scene);
  await closeDay(scene, retailers, today);
  await seeTheEnd(emulator, staff, event.id, queues);
  await reportOtherwise({ admin: staff.admin, apiUrl: outputs.ApiUrl }, retailers, today);
  await callDoctor(scene);
  await seeNoErrors(emulator);
  await tearDown(cdk, emulator);
  tell('cdk destroy left no table, topic, user pool or log group behind');
}

async function deploy(cdk: CdkCli): Promise<Deployment> {
  await cdk.bootstrap();
  tell('cdk bootstrap has prepared the account');
  const deployment = await cdk.deploy(process.cwd());
  const types = Object.values(deployment.resources).map(({ Type }) => Type);
  const count = (type: string) => types.filter((each) => each === type).length;
  tell(
    `cdk deploy has made ${types.length} resources, among them ${count('AWS::Lambda::Function')} functions, ` +
      `${count('AWS::DynamoDB::GlobalTable')} tables, ${count('AWS::ApiGatewayV2::Route')} routes, ` +
      `${count('AWS::CloudWatch::Alarm')} alarms`,
  );
  await callerOf(deployment.outputs.ApiUrl).call('GET /healthz');
  const { openapi } = await callerOf(deployment.outputs.ApiUrl).call('GET /openapi.json');
  tell(`the API is well at ${deployment.outputs.ApiUrl} and describes itself in OpenAPI ${openapi}`);
  return deployment;
}

/**
 * Today, once enough is left of it. Asked before anything is registered, which opens the day of its place: midnight may not
 * come in the middle of the story, and neither may the cut-off, which the emulator's clock strikes by Greenwich time.
 */
async function aDayThatLasts(): Promise<BusinessDay> {
  const today = businessDayOf(Date.now());
  const midnight = startOfBusinessDay(addDays(today, 1));
  const cutOff = Date.parse(`${new Date().toISOString().slice(0, 10)}T${DEFAULT_CUT_OFF}Z`);
  for (const [strikes, at] of Object.entries({ 'it is midnight in Hanoi': midnight, 'the cut-off strikes': cutOff })) {
    const left = at - Date.now();
    if (left < 0 || left > STORY_MS) continue;
    tell(`${strikes} in ${Math.round(left / 1000)} s: waiting until it has passed`);
    await wait(left + 1000);
  }
  return businessDayOf(Date.now());
}

async function seeNoErrors(emulator: Emulator): Promise<void> {
  const { entries, errors } = await readFunctionLogs(emulator);
  assert.ok(entries > 0, 'the functions logged nothing');
  assert.deepEqual(errors, []);
  tell(`the functions logged ${entries} entries, and no error`);
}
