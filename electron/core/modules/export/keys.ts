import { AppError } from '../../../../domain/api/result.ts'
import { block, message } from '../../../../domain/message/message.ts'
import type { ReadDb } from '../../db/engine.ts'
import type { WriteContext } from '../../context.ts'
import { createSigningKey, createSm2Key, exportPrivateKeyPem, exportPublicKeyPem, importPrivateKeyPem, importPublicKeyPem, PRACTICE_KEY_FILE, practiceKeyText, type Sm2PrivateKey, type Sm2PublicKey } from '../../export/seal/sm2-key.ts'

const PURPOSE = { signing: 'signing', practiceRecipient: 'practice-recipient' } as const
/** The hospital's public key beside every package: the province compares its fingerprint by telephone once. */
export const SIGNER_KEY_FILE = 'signer-public.pem'
export const RECIPIENT_KEY_FILE = 'recipient-public.pem'

export type PackageKeys = { signingPrivateKeyPem: string; recipientPublicKeyPem: string; companions: { name: string; text: string }[] }

/** The newest key pair of a purpose, if one was made. */
export async function findKey(db: ReadDb, purpose: string): Promise<{ id: string; publicKeyPem: string; privateKeyPem: string | null } | undefined> {
  return db.selectFrom('exportKey').select(['id', 'publicKeyPem', 'privateKeyPem']).where('purpose', '=', purpose).orderBy('createdAt', 'desc').executeTakeFirst()
}
export const findSigningKey = (db: ReadDb) => findKey(db, PURPOSE.signing)

// The private half lives in the encrypted database only.
async function keyPair(context: WriteContext, purpose: string, make: (randomBytes: (count: number) => Uint8Array) => Sm2PrivateKey): Promise<Sm2PrivateKey> {
  const found = await findKey(context.db, purpose)
  if (found?.privateKeyPem) return importPrivateKeyPem(found.privateKeyPem)
  const key = make(context.ports.randomBytes)
  await context.db.insertInto('exportKey').values({ id: key.keyId, purpose, publicKeyPem: exportPublicKeyPem(key), privateKeyPem: exportPrivateKeyPem(key), createdAt: context.now }).execute()
  context.fact('newKey', `${purpose} ${key.keyId}`)
  return key
}

/** The province's key of the settings; null when none is set. Throws `invalid` naming the setting when it cannot be read. */
export function recipientKey(pem: string): Sm2PublicKey | null {
  if (!pem.trim()) return null
  try {
    return importPublicKeyPem(pem)
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    throw new AppError('invalid', [block('package.recipientPublicKeyPem', message('package.recipientUnreadable', '设置“月度数据包”中的省平台公钥不是可用的 SM2 公钥,请核对后重新粘贴'))])
  }
}

/** Throws `invalid` with the setting's name where a real hospital has no recipient. */
export function refuseWithoutRecipient(recipient: Sm2PublicKey | null, practice: boolean): void {
  if (recipient || practice) return
  throw new AppError('invalid', [block('package.recipientPublicKeyPem', message('package.noRecipient', '还没有省平台的公钥,数据包无法加密;请管理员在“设置—月度数据包—省平台公钥”中填写'))])
}

/**
 * The keys of one sealing: the hospital's own, made at the first sealing, and the recipient's. Without a recipient a
 * practice hospital gets a key pair whose private half lies beside the package; a real one is told which setting is missing.
 */
export async function packageKeys(context: WriteContext): Promise<PackageKeys> {
  const { recipientPublicKeyPem } = await context.setting('package')
  const given = recipientKey(recipientPublicKeyPem)
  refuseWithoutRecipient(given, context.services.practice)
  const signing = await keyPair(context, PURPOSE.signing, createSigningKey)
  const practice = given ? null : await keyPair(context, PURPOSE.practiceRecipient, createSm2Key)
  const recipientPem = exportPublicKeyPem(given ?? practice!)
  return {
    signingPrivateKeyPem: exportPrivateKeyPem(signing), recipientPublicKeyPem: recipientPem,
    companions: [
      { name: SIGNER_KEY_FILE, text: exportPublicKeyPem(signing) }, { name: RECIPIENT_KEY_FILE, text: recipientPem },
      ...(practice ? [{ name: PRACTICE_KEY_FILE, text: practiceKeyText(practice) }] : []),
    ],
  }
}
