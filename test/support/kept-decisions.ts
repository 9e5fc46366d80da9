import type { EventAct } from '#domain/event/event-act.ts';
import type { deskStore } from '#storage/desk.ts';
import type { registryStore } from '#storage/registry.ts';

type Registry = ReturnType<typeof registryStore>;

/** Enters thresholds after all that are in the book. */
export async function enterThresholds(registry: Registry, rules: Parameters<Registry['putThresholds']>[0]) {
  return registry.putThresholds(rules, (await registry.ruleBook()).revision);
}

/** Enters ceilings after all that are in the book. */
export async function enterCeilings(registry: Registry, rules: Parameters<Registry['putCeilings']>[0]) {
  return registry.putCeilings(rules, (await registry.ruleBook()).revision);
}

/** Acts on an event after all that others have done with it. */
export async function keepAct(
  desk: Pick<ReturnType<typeof deskStore>, 'actsOf' | 'putAct'>,
  act: EventAct,
): Promise<boolean> {
  return desk.putAct(act, (await desk.actsOf(act.event)).length);
}
