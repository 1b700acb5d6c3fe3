import { sm4 } from 'sm-crypto-v2'

const BLOCK = 16

export type Sm4Cbc = { update(plain: Uint8Array): Uint8Array; finish(): Uint8Array }

/**
 * SM4-CBC with PKCS#7 padding, piece by piece. The library takes whole inputs only: each piece is encrypted without
 * padding and with the last ciphertext block as the next vector, which is what CBC does anyway.
 */
export function createSm4Cbc(key: Uint8Array, iv: Uint8Array): Sm4Cbc {
  let vector = Uint8Array.from(iv)
  let rest = new Uint8Array(0)
  const encrypt = (plain: Uint8Array, padding: 'none' | 'pkcs#7'): Uint8Array => {
    if (plain.length === 0 && padding === 'none') return plain
    const cipher = sm4.encrypt(plain, key, { mode: 'cbc', iv: vector, padding, output: 'array' })
    vector = Uint8Array.from(cipher.subarray(-BLOCK))
    return cipher
  }
  return {
    update(plain) {
      const joined = new Uint8Array(rest.length + plain.length)
      joined.set(rest)
      joined.set(plain, rest.length)
      const whole = joined.length - (joined.length % BLOCK)
      rest = joined.slice(whole)
      return encrypt(joined.subarray(0, whole), 'none')
    },
    finish: () => encrypt(rest, 'pkcs#7'),
  }
}

/** Opens what `createSm4Cbc` wrote; throws if the padding is wrong. */
export const decryptSm4Cbc = (cipher: Uint8Array, key: Uint8Array, iv: Uint8Array): Uint8Array =>
  sm4.decrypt(cipher, key, { mode: 'cbc', iv, padding: 'pkcs#7', output: 'array' })
