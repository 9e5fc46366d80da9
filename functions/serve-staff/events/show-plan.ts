import type { AnswerOf } from '#contract/operations.ts';
import { planOf } from '#domain/matching/plan.ts';
import { searchedAgainAt } from '#domain/matching/search-pauses.ts';
import { present } from '#domain/present.ts';
import type { AuditPort } from '../http/audit.ts';
import type { StaffMember } from '../http/own-places.ts';
import { instant } from './describe-event.ts';
import { describeLines, describePlan } from './describe-plan.ts';
import { type ReadPlanPorts, readPlan } from './read-plan.ts';

interface PlanQuestion {
  readonly staff: StaffMember;
  readonly params: { readonly id: string };
  readonly query: { readonly place?: string };
}

/** `GET /v1/events/{id}/plan`: what is missing, whom to call for it, and what each receiver gets. */
export function showPlan(ports: ReadPlanPorts & Pick<AuditPort, 'clock'>) {
  return async ({ staff, params, query }: PlanQuestion) => {
    const { event, request, searchedAt, made } = await readPlan(ports, staff, params.id, query.place);
    const answers = request.lines.flatMap(({ decision }) => (decision ? [decision] : []));
    const againAt = searchedAgainAt(made, answers, ports.clock());
    const body = present<AnswerOf<'GET /v1/events/{id}/plan'>>({
      event: event.known.id,
      searchedAt: searchedAt === undefined ? undefined : instant(searchedAt),
      searchAgainAt: againAt === undefined ? undefined : instant(againAt),
      isPartial: event.isPartial,
      ...describePlan(planOf(request), ports.catalogue),
      ...describeLines(request, ports.catalogue),
    });
    return { status: 200 as const, body };
  };
}
