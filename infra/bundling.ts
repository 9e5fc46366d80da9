/**
 * How a function becomes one file: minified, with the AWS SDK inside, so that what was tested is what runs.
 *
 * CommonJS starts faster than ES modules in Lambda's Node; `module` before `main` lets esbuild drop the unused parts
 * of the SDK; UTF-8 keeps Vietnamese texts at their own size.
 */
export const BUNDLING = {
  format: 'cjs',
  target: 'node24',
  mainFields: ['module', 'main'],
  charset: 'utf8',
  minify: true,
} as const;
