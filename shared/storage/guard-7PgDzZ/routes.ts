import { ROUTES } from '#contract/routes.ts';
export const routes = ROUTES;
