import { type AlertAction, isLive } from '#domain/alert.ts';
import { Problem } from '#runtime/problem.ts';
import { type DescribeAlertPorts, describeAlert } from './describe-alert.ts';
import { type FindAlertPorts, findAlert } from './find-alert.ts';
import type { StaffMember } from './own-places.ts';

export interface ActOnAlertPorts extends DescribeAlertPorts, FindAlertPorts {
  readonly clock: () => number;
  readonly putAction: (action: AlertAction) => Promise<boolean>;
}

interface ActionOrder {
  readonly staff: StaffMember;
  readonly params: { readonly id: string };
  readonly body: { readonly note?: string };
}

/** `POST /v1/alerts/{id}/acknowledge` and `/resolve`: appended to the alert's timeline, never overwritten. */
export function actOnAlert(ports: ActOnAlertPorts, kind: 'acknowledge' | 'resolve') {
  return async ({ staff, params, body }: ActionOrder) => {
    const alert = await findAlert(ports, staff, params.id);
    if (!isLive(alert)) {
      throw new Problem(
        409,
        'alert-closed',
        {
          vi: 'Cảnh báo này đã kết thúc theo diễn biến thị trường.',
          en: 'The market has already closed this alert.',
        },
        { state: alert.status },
      );
    }
    const action = { alert: alert.id, kind, at: ports.clock(), by: staff.name, version: alert.version };
    await ports.putAction(body.note ? { ...action, note: body.note } : action);
    return { status: 200 as const, body: await describeAlert(ports, alert) };
  };
}
