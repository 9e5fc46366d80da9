/**
 * What DynamoDB says of a request that it will refuse however often it is made: an item over 400 KB, a key that is too
 * long, a value of which no item can be made. All of these speak of the one item.
 *
 * Not here is what passes (throttling, timeouts, 5xx, conditions, conflicts), and what is wrong with a whole deployment:
 * a missing right or table fails every item alike, so that going on with the next one would do no good.
 */
const REFUSED_FOR_GOOD: readonly string[] = [
  'ValidationException',
  'ItemCollectionSizeLimitExceededException',
  'SerializationException',
];
/** A request too large to be looked into is refused before it has a name. */
const TOO_LARGE = 413;

/** Raised where DynamoDB refuses a request for good: names the item, which DynamoDB itself does not. */
export class RequestRefused extends Error {
  override readonly name = 'RequestRefused';
  /** Repeating does not mend it. */
  readonly isPermanent = true;
}

/** Makes a request for one item; raises `RequestRefused` where it is refused for good, and any other error as it is. */
export async function requested<Answer>(
  table: { readonly is: string },
  { pk, sk }: { readonly pk: string; readonly sk: string },
  request: Promise<Answer>,
): Promise<Answer> {
  try {
    return await request;
  } catch (error) {
    if (!isRefusedForGood(error)) throw error;
    throw new RequestRefused(`${table.is} refused ${pk} ${sk} for good: ${error.message}`, { cause: error });
  }
}

function isRefusedForGood(error: unknown): error is Error {
  if (!(error instanceof Error)) return false;
  const { name, $metadata } = error as Error & { readonly $metadata?: { readonly httpStatusCode?: number } };
  return REFUSED_FOR_GOOD.includes(name) || $metadata?.httpStatusCode === TOO_LARGE;
}
