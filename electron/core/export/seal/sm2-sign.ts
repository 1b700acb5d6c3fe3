import { sm2 } from 'sm-crypto-v2'
import { SIGNATURE_USER_ID } from '../../../../domain/export/manifest.ts'
import { randomScalarHex } from './sm2-key.ts'
import type { RandomBytes, Sm2PrivateKey, Sm2PublicKey } from './sm2-key.ts'

/** SM2 signature (DER) over the bytes with SM3 and the agreed user id. The one-time number comes from `randomBytes`. */
export function signSm2(bytes: Uint8Array, key: Sm2PrivateKey, randomBytes: RandomBytes): Uint8Array {
  const onceHex = randomScalarHex(randomBytes)
  const x1 = BigInt(`0x${sm2.getPublicKeyFromPrivateKey(onceHex).slice(2, 66)}`)
  const hex = sm2.doSignature(bytes, key.scalarHex, {
    der: true, hash: true, publicKey: key.pointHex, userId: SIGNATURE_USER_ID, pointPool: [{ k: BigInt(`0x${onceHex}`), x1 }],
  })
  return new Uint8Array(Buffer.from(hex, 'hex'))
}

/** True if the DER signature over the bytes was made with this key and the agreed user id. */
export const verifySm2 = (bytes: Uint8Array, signature: Uint8Array, key: Sm2PublicKey): boolean =>
  sm2.doVerifySignature(bytes, Buffer.from(signature).toString('hex'), key.pointHex, { der: true, hash: true, userId: SIGNATURE_USER_ID })
