import { sm2, sm3 } from 'sm-crypto-v2'
import { block, message } from '../../../../domain/message/message.ts'
import { AppError } from '../../../../domain/api/result.ts'
import { bitString, octetString, readElements, sequence, tagged } from './der.ts'

/** Where secret numbers come from; a port, so that a package can be repeated in a test. */
export type RandomBytes = (count: number) => Uint8Array

/** Uncompressed point as hex, `04` + x + y, with its key id. */
export type Sm2PublicKey = { readonly pointHex: string; readonly keyId: string }
export type Sm2PrivateKey = Sm2PublicKey & { readonly scalarHex: string }

// id-ecPublicKey 1.2.840.10045.2.1 with the curve SM2 1.2.156.10197.1.301, the pair that OpenSSL writes and reads.
const ALGORITHM = Buffer.from('301306072a8648ce3d020106082a811ccf5501822d', 'hex')
const ORDER = 0xfffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123n
const VERSION_0 = Uint8Array.of(2, 1, 0)
const VERSION_1 = Uint8Array.of(2, 1, 1)

/** A secret number 1 … n−1 as 64 hex digits. 64 more bits than the order, so that the remainder shows no bias. */
export function randomScalarHex(randomBytes: RandomBytes): string {
  const number = BigInt(`0x${Buffer.from(randomBytes(40)).toString('hex')}`)
  return ((number % (ORDER - 1n)) + 1n).toString(16).padStart(64, '0')
}

const spkiOf = (pointHex: string): Uint8Array => sequence(ALGORITHM, bitString(Buffer.from(pointHex, 'hex')))

function publicKeyOf(pointHex: string): Sm2PublicKey {
  return { pointHex, keyId: sm3(spkiOf(pointHex)).slice(0, 16) }
}

function privateKeyOf(scalarHex: string): Sm2PrivateKey {
  return { ...publicKeyOf(sm2.getPublicKeyFromPrivateKey(scalarHex)), scalarHex }
}

/** Makes a key pair for signing or, in practice mode, for receiving. */
export const createSm2Key = (randomBytes: RandomBytes): Sm2PrivateKey => privateKeyOf(randomScalarHex(randomBytes))
/** Makes the hospital's signing key. */
export const createSigningKey = createSm2Key

function toPem(label: string, der: Uint8Array): string {
  const lines = Buffer.from(der).toString('base64').match(/.{1,64}/g) ?? []
  return `-----BEGIN ${label}-----\n${lines.join('\n')}\n-----END ${label}-----\n`
}

/** Public key as PEM (SubjectPublicKeyInfo); `openssl pkey -pubin` reads it. */
export const exportPublicKeyPem = (key: Sm2PublicKey): string => toPem('PUBLIC KEY', spkiOf(key.pointHex))

/** Private key as PEM (PKCS#8, not encrypted); `openssl pkey` reads it. */
export function exportPrivateKeyPem(key: Sm2PrivateKey): string {
  const scalar = octetString(Buffer.from(key.scalarHex, 'hex'))
  const inner = sequence(VERSION_1, scalar, tagged(1, bitString(Buffer.from(key.pointHex, 'hex'))))
  return toPem('PRIVATE KEY', sequence(VERSION_0, ALGORITHM, octetString(inner)))
}

const unreadable = () => new AppError('invalid', [block('keyPem', message('seal.key.unreadable', '不是可用的 SM2 密钥文件(PEM)'))])

function fromPem(pem: string, label: string): Uint8Array {
  const match = new RegExp(`-----BEGIN ${label}-----([A-Za-z0-9+/=\\s]+)-----END ${label}-----`).exec(pem)
  if (!match) throw unreadable()
  return new Uint8Array(Buffer.from(match[1]!, 'base64'))
}

/** Runs a reader of key bytes; whatever is wrong with the bytes is one sentence to the user. */
function reading<T>(read: () => T): T {
  try {
    return read()
  } catch {
    throw unreadable()
  }
}

const isSm2Algorithm = (content: Uint8Array | undefined): boolean => content !== undefined && ALGORITHM.subarray(2).equals(content)

/** Reads a public key from PEM; refuses other curves and points that are not on the curve. */
export function importPublicKeyPem(pem: string): Sm2PublicKey {
  const der = fromPem(pem, 'PUBLIC KEY')
  return reading(() => {
    const [spki] = readElements(der)
    const [algorithm, bits] = readElements(spki!.content)
    const pointHex = Buffer.from(bits!.content.subarray(1)).toString('hex')
    // The library throws on a compressed or malformed point that does not exist, and answers false off the curve.
    if (!isSm2Algorithm(algorithm?.content) || bits!.tag !== 3 || !/^04[0-9a-f]{128}$/.test(pointHex) || !sm2.verifyPublicKey(pointHex)) throw unreadable()
    return publicKeyOf(pointHex)
  })
}

/** Reads an unencrypted PKCS#8 private key from PEM. */
export function importPrivateKeyPem(pem: string): Sm2PrivateKey {
  const der = fromPem(pem, 'PRIVATE KEY')
  return reading(() => {
    const [info] = readElements(der)
    const [, algorithm, octets] = readElements(info!.content)
    const [inner] = readElements(octets!.content)
    const scalar = readElements(inner!.content)[1]!
    const scalarHex = Buffer.from(scalar.content).toString('hex').padStart(64, '0')
    const number = BigInt(`0x${scalarHex}`)
    if (!isSm2Algorithm(algorithm?.content) || scalar.tag !== 4 || number === 0n || number >= ORDER) throw unreadable()
    return privateKeyOf(scalarHex)
  })
}

/** Name of the private key file that lies beside a practice package, and nowhere else. */
export const PRACTICE_KEY_FILE = 'PRACTICE-recipient-private.pem'

/** A practice recipient's private key as a file that says what it is; PEM readers skip the text above the key. */
export const practiceKeyText = (key: Sm2PrivateKey): string =>
  `演练密钥:仅用于演练数据包的解密练习。真实数据包必须使用省平台的公钥,其私钥不在本单位。\nPractice key. Never use it for real data.\n${exportPrivateKeyPem(key)}`
