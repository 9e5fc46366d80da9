import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';

/** Runs one conditional write: true when it was made, false when its condition did not hold. */
export async function succeeded(write: Promise<unknown>): Promise<boolean> {
  try {
    await write;
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
}
