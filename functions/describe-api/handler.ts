import { openApiDocument } from '#contract/openapi.ts';
import { onColdStart } from '#runtime/cold-start.ts';
import { httpHandler } from '#runtime/http-handler.ts';

/** Answers what the API is, and that it is there. */
export const createHandler = () => {
  const document = openApiDocument();
  return httpHandler({
    'GET /openapi.json': () => ({ status: 200, body: document }),
    'GET /healthz': () => ({ status: 200, body: { status: 'ok' } }),
  });
};

export const handler = onColdStart(() => createHandler());
