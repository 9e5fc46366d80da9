/**
 * Takes what the shell knows of a real AWS account out of this process's environment, and so out of that of all it
 * starts: no slip can reach an account, and no setting of one can change the run.
 */
export function forgetAccount(environment: NodeJS.ProcessEnv): void {
  for (const name of Object.keys(environment)) if (/^(AWS|CDK)_/.test(name)) delete environment[name];
  environment['AWS_CONFIG_FILE'] = '/dev/null';
  environment['AWS_SHARED_CREDENTIALS_FILE'] = '/dev/null';
  environment['AWS_EC2_METADATA_DISABLED'] = 'true';
}
