/** Numbers of texts that come as bytes: each spelling is made a text once, and known by its bytes from then on. */
export interface ByteSpellings {
  /** What a text that is new stands for; the text is trimmed. */
  readonly numberOf: (text: string, line: number) => number;
  /** Where each slot's spelling is among those known, from 1 on; 0 for an empty slot. A power of two of them. */
  slots: Int32Array;
  count: number;
  /** By spelling: its hash, its number, and where its bytes begin among all; the end is where the next begins. */
  hashes: Int32Array;
  numbers: Float64Array;
  starts: Int32Array;
  bytes: Uint8Array;
}

export function byteSpellings(numberOf: ByteSpellings['numberOf']): ByteSpellings {
  return {
    numberOf,
    slots: new Int32Array(1 << 10),
    count: 0,
    hashes: new Int32Array(1 << 9),
    numbers: new Float64Array(1 << 9),
    starts: new Int32Array((1 << 9) + 1),
    bytes: new Uint8Array(1 << 14),
  };
}

/** The number of the text between two positions of a block, whose bytes have this hash. */
export function numberOfBytes(
  known: ByteSpellings,
  block: Buffer,
  start: number,
  end: number,
  hash: number,
  line: number,
): number {
  const mask = known.slots.length - 1;
  for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
    const spelling = (known.slots[slot] as number) - 1;
    if (spelling < 0) {
      const number = known.numberOf(block.toString('utf8', start, end).trim(), line);
      note(known, block.subarray(start, end), hash, number);
      return number;
    }
    if (known.hashes[spelling] === hash && isSame(known, spelling, block, start, end)) {
      return known.numbers[spelling] as number;
    }
  }
}

function isSame(known: ByteSpellings, spelling: number, block: Buffer, start: number, end: number): boolean {
  const from = known.starts[spelling] as number;
  if ((known.starts[spelling + 1] as number) - from !== end - start) return false;
  for (let at = start; at < end; at++) if (known.bytes[from + at - start] !== block[at]) return false;
  return true;
}

function note(known: ByteSpellings, bytes: Uint8Array, hash: number, number: number): void {
  const spelling = known.count++;
  const from = known.starts[spelling] as number;
  if (known.count > known.hashes.length) {
    known.hashes = longer(known.hashes, Int32Array, 2 * spelling);
    known.numbers = longer(known.numbers, Float64Array, 2 * spelling);
    known.starts = longer(known.starts, Int32Array, 2 * spelling + 1);
    known.slots = new Int32Array(4 * spelling);
    for (let earlier = 0; earlier < spelling; earlier++) fillSlot(known, earlier);
  }
  if (from + bytes.length > known.bytes.length) {
    known.bytes = longer(known.bytes, Uint8Array, 2 * (from + bytes.length));
  }
  known.bytes.set(bytes, from);
  known.starts[spelling + 1] = from + bytes.length;
  known.hashes[spelling] = hash;
  known.numbers[spelling] = number;
  fillSlot(known, spelling);
}

/** At most half of the slots are filled, so that the next empty one is near. */
function fillSlot(known: ByteSpellings, spelling: number): void {
  const mask = known.slots.length - 1;
  let slot = (known.hashes[spelling] as number) & mask;
  while (known.slots[slot] !== 0) slot = (slot + 1) & mask;
  known.slots[slot] = spelling + 1;
}

function longer<Column extends Int32Array | Float64Array | Uint8Array>(
  column: Column,
  kind: new (length: number) => Column,
  length: number,
): Column {
  const larger = new kind(length);
  larger.set(column);
  return larger;
}
