import { type DeskSettingsPorts, setDeskSettings, showDeskSettings } from './desk-settings.ts';
import { type ShowDeskPorts, showDesk } from './show-desk.ts';

/** Who is at the desk, and how it works. */
export const deskRoutes = (ports: ShowDeskPorts & DeskSettingsPorts) => ({
  'GET /v1/desk': showDesk(ports),
  'GET /v1/desk-settings': showDeskSettings(ports),
  'PUT /v1/desk-settings': setDeskSettings(ports),
});
