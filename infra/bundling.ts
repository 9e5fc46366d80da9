/**
 * How a function becomes one file: minified, with the AWS SDK inside, so that what was tested is what runs.
 *
 * CommonJS starts faster than ES modules in Lambda's Node; `module` before `main` lets esbuild drop the unused parts
 * of the SDK. Vietnamese letters are written as escapes: a text of one-byte letters loads some 3 ms faster.
 */
export const BUNDLING = {
  format: 'cjs',
  target: 'node24',
  mainFields: ['module', 'main'],
  charset: 'ascii',
  minify: true,
  /**
   * Where the SDK looks for credentials that no function has: Lambda gives its own in the environment. The SDK asks for
   * these parts only where there are none, and Lambda's Node has them; in each bundle they weigh 130 KB.
   */
  external: [
    '@aws-sdk/credential-provider-http',
    '@aws-sdk/credential-provider-ini',
    '@aws-sdk/credential-provider-process',
    '@aws-sdk/credential-provider-sso',
    '@aws-sdk/credential-provider-web-identity',
    '@smithy/credential-provider-imds',
  ],
} as const;
