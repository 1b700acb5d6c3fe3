import { z } from 'zod'
import { isDay } from '../time/day.ts'

/** Version of the file formats of this package; a receiver refuses one it does not know. */
export const FORMAT_VERSION = '1.0'
/** The user id that goes into an SM2 signature (GB/T 35276 default); verification with another id fails. */
export const SIGNATURE_USER_ID = '1234567812345678'
/** Encrypt-then-MAC: OpenSSL 3.0 on the command line knows SM4-CBC and HMAC-SM3, but no SM4-GCM. */
export const CIPHER_ALGORITHM = 'SM4-CBC-PKCS7+HMAC-SM3'
/** The wrapped key is SM2 ciphertext C1C3C2 in ASN.1 DER, as OpenSSL writes it. */
export const WRAP_ALGORITHM = 'SM2-C1C3C2-DER'
export const SIGNATURE_ALGORITHM = 'SM2-SM3'

/** F 全量, I 增量, C 订正, S 补报. */
export const PACKAGE_MODES = ['F', 'I', 'C', 'S'] as const
export type PackageMode = (typeof PACKAGE_MODES)[number]

const hex = (length: number) => z.string().regex(new RegExp(`^[0-9a-f]{${length}}$`))
const count = z.int().min(0)
const day = z.string().refine(isDay)
const instant = z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/)
const orgCode = z.string().regex(/^[A-Za-z0-9-]{1,30}$/)
const keyId = hex(16)

/** What the hospital says about the package; everything else in the manifest is counted while sealing. */
export const packageHeaderSchema = z.strictObject({
  prevPackageId: z.uuid().optional(),
  mode: z.enum(PACKAGE_MODES),
  /** Calendar month of the data, `YYYY-MM`. */
  month: z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/),
  /** 1 for the first sealing of the month, 2 for its first amendment. */
  seq: z.int().min(1).max(99),
  cutoffAt: instant,
  orgCode,
  orgName: z.string().min(1),
  areaCode: z.string().regex(/^\d{6}(\d{3}|\d{6})?$/),
  generator: z.strictObject({ name: z.string().min(1), version: z.string().min(1) }),
  /** Adapter and version of the record layouts, e.g. `generic-1`. */
  schemaVersion: z.string().min(1),
  closedMonths: z.array(z.string().regex(/^\d{4}-\d{2}$/)),
  /** True for 演练: sample data, and a private key lying beside the package. */
  practice: z.boolean(),
})
export type PackageHeader = z.infer<typeof packageHeaderSchema>

/** One file inside the archive; digests and sizes are those of the uncompressed bytes. */
export const packageFileSchema = z.strictObject({
  name: z.string().regex(/^[a-z0-9_]+\/[a-z0-9_.]+$/),
  bytes: count, sha256: hex(64), sm3: hex(64),
  dataset: z.string().optional(), records: count.optional(), inserts: count.optional(), updates: count.optional(), voids: count.optional(),
})
export type PackageFile = z.infer<typeof packageFileSchema>

/** `manifest.json` inside the archive; `manifest.sig` signs exactly its bytes. */
export const manifestSchema = z.strictObject({
  formatVersion: z.literal(FORMAT_VERSION),
  packageId: z.uuid(),
  createdAt: instant,
  ...packageHeaderSchema.omit({ month: true }).shape,
  period: z.strictObject({ start: day, end: day }),
  catalog: z.strictObject({ dataSets: z.string(), de: z.string(), cv: z.record(z.string(), z.string()) }),
  files: z.array(packageFileSchema),
  totals: z.strictObject({ records: count, errors: count, warnings: count }),
  encryption: z.strictObject({ alg: z.literal(CIPHER_ALGORITHM), recipientKeyId: keyId }),
  signature: z.strictObject({ alg: z.literal(SIGNATURE_ALGORITHM), keyId, userId: z.literal(SIGNATURE_USER_ID), certSerial: z.string().optional() }),
})
export type Manifest = z.infer<typeof manifestSchema>

/**
 * `<name>.envelope.json` beside the encrypted archive (数字信封): how to open it. Flat and without any text of the hospital's,
 * so that a shell script can read it; `<name>.envelope.sig` signs exactly its bytes. The wrapped key is 48 bytes:
 * 16 for SM4, 32 for the HMAC, and the MAC runs over iv and ciphertext.
 */
export const digitalEnvelopeSchema = z.strictObject({
  formatVersion: z.literal(FORMAT_VERSION),
  packageId: z.uuid(),
  createdAt: instant,
  orgCode,
  practice: z.boolean(),
  file: z.string().regex(/^[A-Za-z0-9_-]+\.zip\.sm4$/),
  bytes: count, sha256: hex(64),
  alg: z.literal(CIPHER_ALGORITHM), iv: hex(32), mac: hex(64),
  wrapAlg: z.literal(WRAP_ALGORITHM), wrappedKey: z.base64(), recipientKeyId: keyId,
  signAlg: z.literal(SIGNATURE_ALGORITHM), signerKeyId: keyId, userId: z.literal(SIGNATURE_USER_ID),
})
export type DigitalEnvelope = z.infer<typeof digitalEnvelopeSchema>
