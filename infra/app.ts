import { App } from 'aws-cdk-lib';
import { assemble } from './assemble.ts';

assemble(new App());
