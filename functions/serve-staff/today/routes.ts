import { type ShowTodayPorts, showToday } from './show-today.ts';

/** The morning page. */
export const todayRoutes = (ports: ShowTodayPorts) => ({ 'GET /v1/today': showToday(ports) });
