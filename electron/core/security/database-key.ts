import { createCipheriv, createDecipheriv, randomInt } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { z } from 'zod'
import type { SecretsPort } from '../ports.ts'
import { writeFileDurably } from './write-file.ts'
import { deriveKey } from './password.ts'

// No 0 O 1 I L: the sheet is read by people, aloud, years later.
const PASSPHRASE_ALPHABET = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'
const PASSPHRASE_GROUPS = 8
const GROUP_LENGTH = 4
const PASSPHRASE_COST = 2 ** 16

const KeyFile = z.strictObject({
  version: z.literal(1),
  passphrase: z.strictObject({ kdf: z.literal('scrypt'), cost: z.int(), salt: z.base64(), iv: z.base64(), tag: z.base64(), key: z.base64() }),
  system: z.base64().nullable(),
})
type KeyFile = z.infer<typeof KeyFile>

/** The key file was cut short or changed: the one beside a backup may still be whole. */
export class KeyFileBroken extends Error {
  readonly code = 'KEY_FILE_BROKEN'
}

function readKeyFile(path: string): KeyFile {
  const text = readFileSync(path, 'utf8')
  try {
    return KeyFile.parse(JSON.parse(text))
  } catch {
    throw new KeyFileBroken('key file')
  }
}

/** A new recovery passphrase: 32 letters and digits in groups of four, 158 bits. */
export function createPassphrase(): string {
  const group = () => Array.from({ length: GROUP_LENGTH }, () => PASSPHRASE_ALPHABET[randomInt(PASSPHRASE_ALPHABET.length)]).join('')
  return Array.from({ length: PASSPHRASE_GROUPS }, group).join('-')
}

/** What is compared of a typed passphrase: full-width letters, case, spaces and dashes do not matter. */
export const normalisePassphrase = (typed: string): string => typed.normalize('NFKC').toUpperCase().replace(/[\s\-_—–]/g, '')

/** Writes the database key wrapped by the passphrase and, where there is one, by the operating system's key store. */
export async function writeKeyFile(path: string, key: Uint8Array, passphrase: string, secrets: SecretsPort, random: (count: number) => Uint8Array): Promise<void> {
  const salt = random(16)
  const iv = random(12)
  const wrapping = await deriveKey(normalisePassphrase(passphrase), salt, PASSPHRASE_COST, 32)
  const cipher = createCipheriv('aes-256-gcm', wrapping, iv)
  const wrapped = Buffer.concat([cipher.update(key), cipher.final()])
  const file: KeyFile = {
    version: 1,
    passphrase: {
      kdf: 'scrypt', cost: PASSPHRASE_COST, salt: base64(salt), iv: base64(iv), tag: base64(cipher.getAuthTag()), key: base64(wrapped),
    },
    system: wrapBySystem(secrets, key),
  }
  writeFileDurably(path, JSON.stringify(file, null, 2))
}

/** Adds the operating system's wrapping to a key file opened by passphrase, so that the next start needs none. */
export function rememberBySystem(path: string, key: Uint8Array, secrets: SecretsPort): void {
  const system = wrapBySystem(secrets, key)
  if (system) writeFileDurably(path, JSON.stringify({ ...readKeyFile(path), system }, null, 2))
}

/** The key by the operating system's key store; null when there is none here, or the file comes from another machine. */
export function unwrapBySystem(path: string, secrets: SecretsPort): Uint8Array | null {
  const { system } = readKeyFile(path)
  if (!system || !secrets.isAvailable()) return null
  try {
    return secrets.unwrap(Buffer.from(system, 'base64'))
  } catch {
    // Another machine or another Windows account wrapped it: the passphrase is the way in.
    return null
  }
}

/** The key by the recovery passphrase; null when the passphrase is wrong. */
export async function unwrapByPassphrase(path: string, passphrase: string): Promise<Uint8Array | null> {
  const { passphrase: sealed } = readKeyFile(path)
  const wrapping = await deriveKey(normalisePassphrase(passphrase), Buffer.from(sealed.salt, 'base64'), sealed.cost, 32)
  const decipher = createDecipheriv('aes-256-gcm', wrapping, Buffer.from(sealed.iv, 'base64'))
  decipher.setAuthTag(Buffer.from(sealed.tag, 'base64'))
  try {
    return Buffer.concat([decipher.update(Buffer.from(sealed.key, 'base64')), decipher.final()])
  } catch {
    // GCM's tag does not fit: the only way a wrong passphrase shows.
    return null
  }
}

export const hasKeyFile = (path: string): boolean => existsSync(path)

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64')
const wrapBySystem = (secrets: SecretsPort, key: Uint8Array): string | null => secrets.isAvailable() ? base64(secrets.wrap(key)) : null
