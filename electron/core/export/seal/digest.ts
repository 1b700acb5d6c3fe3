import { createHash } from 'node:crypto'
import { sm3 } from 'sm-crypto-v2'
import { rowHashText } from '../../../../domain/export/envelope.ts'
import type { Envelope, EnvelopeDraft } from '../../../../domain/export/envelope.ts'

export const sm3Hex = (bytes: Uint8Array): string => sm3(bytes)
export const hmacSm3Hex = (bytes: Uint8Array, key: Uint8Array): string => sm3(bytes, { key, mode: 'hmac' })
export const sha256Hex = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

/** SM3 of what a record says; equal hashes mean there is nothing new to send. */
export const rowHashOf = (row: EnvelopeDraft): string => sm3Hex(Buffer.from(rowHashText(row), 'utf8'))

/** The record with its hash, ready to be sealed. */
export const withRowHash = (row: EnvelopeDraft): Envelope => ({ ...row, rowHash: rowHashOf(row) })
