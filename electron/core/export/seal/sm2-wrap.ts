import { kdf, sm2, sm3 } from 'sm-crypto-v2'
import { octetString, sequence, unsignedInteger } from './der.ts'
import { randomScalarHex } from './sm2-key.ts'
import type { RandomBytes, Sm2PublicKey } from './sm2-key.ts'

/**
 * Encrypts a short secret to a public key (GB/T 32918.4), C1C3C2 in ASN.1 DER, as `openssl pkeyutl -decrypt` expects.
 * The library's own `doEncrypt` draws its one-time key inside, so a package could not be repeated; hence the steps of the
 * standard here, each done by the library: point product, key derivation, hash.
 */
export function wrapSm2(secret: Uint8Array, recipient: Sm2PublicKey, randomBytes: RandomBytes): Uint8Array {
  for (;;) {
    const onceHex = randomScalarHex(randomBytes)
    const c1 = Buffer.from(sm2.getPublicKeyFromPrivateKey(onceHex), 'hex')
    const shared = sm2.ecdh(onceHex, recipient.pointHex, false)
    const x2 = shared.subarray(1, 33)
    const y2 = shared.subarray(33, 65)
    const mask = kdf(new Uint8Array(Buffer.concat([x2, y2])), secret.length)
    // The standard asks for another one-time key if the mask is all zero.
    if (mask.every((byte) => byte === 0)) continue
    const c3 = Buffer.from(sm3(new Uint8Array(Buffer.concat([x2, secret, y2]))), 'hex')
    const c2 = secret.map((byte, index) => byte ^ mask[index]!)
    return sequence(unsignedInteger(c1.subarray(1, 33)), unsignedInteger(c1.subarray(33, 65)), octetString(c3), octetString(c2))
  }
}
