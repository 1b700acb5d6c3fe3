const MIB = 1_048_576
/**
 * Largest file a package may hold uncompressed. sm-crypto-v2 hashes whole arrays only, so a file must fit in memory
 * once; at about 1.3 kB a row this is some 300,000 rows of one data set.
 */
export const MAX_FILE_BYTES = 400 * MIB

/** Collects text and bytes into one array that can be hashed and compressed; grows by half, never copies on reading. */
export class ByteBuilder {
  #buffer = Buffer.allocUnsafe(MIB / 4)
  #length = 0

  get length(): number {
    return this.#length
  }

  addText(text: string): void {
    // A UTF-16 unit becomes at most three bytes; a pair becomes four.
    this.#reserve(text.length * 3)
    this.#length += this.#buffer.write(text, this.#length, 'utf8')
  }

  addBytes(bytes: Uint8Array): void {
    this.#reserve(bytes.length)
    this.#buffer.set(bytes, this.#length)
    this.#length += bytes.length
  }

  /** The bytes so far, without a copy; valid until the next addition. */
  view(): Buffer {
    return this.#buffer.subarray(0, this.#length)
  }

  #reserve(more: number): void {
    if (this.#length + more <= this.#buffer.length) return
    const grown = Buffer.allocUnsafe(Math.max(this.#length + more, Math.ceil(this.#buffer.length * 1.5)))
    this.#buffer.copy(grown, 0, 0, this.#length)
    this.#buffer = grown
  }
}
