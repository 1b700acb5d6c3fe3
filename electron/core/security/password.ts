import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto'

// 32 MiB and some 80 ms on a clinic PC: slow enough for a guesser, quick enough for a queue at the window.
const COST = 2 ** 15
const BLOCK = 8
const PARALLEL = 1
const LENGTH = 32

/** scrypt of a password or passphrase under given parameters; the memory limit is raised to what they need. */
export function deriveKey(password: string, salt: Uint8Array, cost: number, length: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(password.normalize('NFKC'), salt, length, { N: cost, r: BLOCK, p: PARALLEL, maxmem: 256 * cost * BLOCK }, (error, key) => {
      if (error) reject(error)
      else resolve(key)
    })
  })
}

/** The text kept for a password: parameters, salt and hash. A lower  is for tests with many accounts. */
export async function hashPassword(password: string, cost = COST): Promise<string> {
  const salt = randomBytes(16)
  const hash = await deriveKey(password, salt, cost, LENGTH)
  return ['scrypt', cost, salt.toString('base64'), hash.toString('base64')].join('$')
}

/** True when the password belongs to the kept text; takes as long for a wrong one. */
export async function verifyPassword(password: string, kept: string): Promise<boolean> {
  const [kind, cost, salt, hash] = kept.split('$')
  if (kind !== 'scrypt' || !cost || !salt || !hash) throw new Error('unknown password format')
  const expected = Buffer.from(hash, 'base64')
  return timingSafeEqual(await deriveKey(password, Buffer.from(salt, 'base64'), Number(cost), expected.length), expected)
}
