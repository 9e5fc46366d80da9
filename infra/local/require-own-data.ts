import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Catalogue } from '#domain/catalogue.ts';
import { registryStore } from '#storage/registry.ts';
import { type EmbeddedDatabase, tableNameOf } from './embedded-database.ts';
import { damaged, type MachineFolder, requirePlaces } from './machine-folder.ts';

/** Raises unless the tables are those that the folder's mark promises. */
export async function requireOwnData(
  { folder, catalogue }: { readonly folder: string; readonly catalogue: Catalogue },
  { hasData, isMarked }: MachineFolder,
  { madeTables }: EmbeddedDatabase,
  dynamodb: DynamoDBDocumentClient,
): Promise<void> {
  if (!hasData) return;
  if (madeTables > 0) throw damaged(folder, 'its database has lost tables');
  if (isMarked) return;
  const stores = await registryStore(dynamodb, tableNameOf('registry')).listStores();
  requirePlaces(
    folder,
    stores.flatMap(({ places }) => places.map(({ place }) => place)),
    catalogue,
  );
}
