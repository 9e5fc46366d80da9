import { type ListAuditPorts, listAudit } from './list-audit.ts';

/** Who did what. */
export const auditRoutes = (ports: ListAuditPorts) => ({ 'GET /v1/audit': listAudit(ports) });
