import * as z from 'zod';
import { parseStoreKey } from '#domain/store.ts';

const isStoreKey = (text: string) => {
  try {
    return parseStoreKey(text) === text;
  } catch {
    return false;
  }
};

/** A store by retailer and id, as lists give it. */
export const storeKeyText = z
  .string()
  .max(128)
  .refine(isStoreKey, '<retailer>/<store>, as the lists give it')
  .meta({ description: '`<retailer>/<store>`.', example: 'sen-vang/sen-vang-cua-nam' });
