/**
 * Builds a function's handler once and keeps it.
 *
 * In Lambda it is built while the module loads, when the function has its full processor and a missing setting stops
 * the deployment; anywhere else at the first call, so that importing a handler needs no environment.
 */
export function onColdStart<Arguments extends unknown[], Result>(
  create: () => (...received: Arguments) => Result,
): (...received: Arguments) => Result {
  let handler = process.env['AWS_LAMBDA_FUNCTION_NAME'] === undefined ? undefined : create();
  return (...received) => {
    handler ??= create();
    return handler(...received);
  };
}
