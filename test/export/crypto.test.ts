import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { sm2, sm4 } from 'sm-crypto-v2'
import { afterAll, describe, expect, test } from 'vitest'
import { hmacSm3Hex, sm3Hex } from '../../electron/core/export/seal/digest.ts'
import {
  createSigningKey, exportPrivateKeyPem, exportPublicKeyPem, importPrivateKeyPem, importPublicKeyPem, practiceKeyText,
} from '../../electron/core/export/seal/sm2-key.ts'
import { signSm2, verifySm2 } from '../../electron/core/export/seal/sm2-sign.ts'
import { wrapSm2 } from '../../electron/core/export/seal/sm2-wrap.ts'
import { createSm4Cbc, decryptSm4Cbc } from '../../electron/core/export/seal/sm4-cbc.ts'
import { countingRandom } from './sample-rows.ts'

const folder = mkdtempSync(join(tmpdir(), 'package-crypto-'))
afterAll(() => rmSync(folder, { recursive: true }))
const place = (name: string, content: string | Uint8Array) => {
  writeFileSync(join(folder, name), content)
  return join(folder, name)
}
const openssl = (...args: string[]) => execFileSync('openssl', args, { stdio: ['ignore', 'pipe', 'pipe'] })
const bytes = (text: string) => new Uint8Array(Buffer.from(text, 'utf8'))
const fromHex = (hex: string) => new Uint8Array(Buffer.from(hex, 'hex'))

describe('known answers', () => {
  test('SM3 of abc (GB/T 32905 example 1)', () => expect(sm3Hex(bytes('abc'))).toBe('66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0'))
  test('SM3 of 16 times abcd (GB/T 32905 example 2)', () =>
    expect(sm3Hex(bytes('abcd'.repeat(16)))).toBe('debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732'))
  test('SM4 of the standard block (GB/T 32907 example 1)', () => {
    const block = fromHex('0123456789abcdeffedcba9876543210')
    expect(Buffer.from(sm4.encrypt(block, block, { padding: 'none', output: 'array' })).toString('hex')).toBe('681edf34d206965e86b3e94f536e4246')
    // With a zero vector the first block of CBC is the same.
    expect(Buffer.from(createSm4Cbc(block, new Uint8Array(16)).update(block)).toString('hex')).toBe('681edf34d206965e86b3e94f536e4246')
  })
})

describe('OpenSSL agrees', () => {
  const key = createSigningKey(countingRandom(7))
  const privatePath = place('private.pem', exportPrivateKeyPem(key))
  const publicPath = place('public.pem', exportPublicKeyPem(key))

  test('reads our PEM files and derives the same public key', () =>
    expect(openssl('pkey', '-in', privatePath, '-pubout').toString()).toBe(exportPublicKeyPem(key)))

  test('writes PEM files that we read', () => {
    openssl('genpkey', '-algorithm', 'SM2', '-out', join(folder, 'other.pem'))
    const pem = readFileSync(join(folder, 'other.pem'), 'utf8')
    const other = importPrivateKeyPem(pem)
    expect(exportPrivateKeyPem(other)).toBe(pem)
    const publicPem = openssl('pkey', '-in', join(folder, 'other.pem'), '-pubout').toString()
    expect(importPublicKeyPem(publicPem)).toEqual({ pointHex: other.pointHex, keyId: other.keyId })
  })

  test('computes the same key id: first 16 hex digits of SM3 over the public key', () =>
    expect(sm3Hex(new Uint8Array(openssl('pkey', '-pubin', '-in', publicPath, '-outform', 'DER'))).slice(0, 16)).toBe(key.keyId))

  test('reads a practice key below its warning', () => {
    openssl('pkey', '-in', place('practice.pem', practiceKeyText(key)), '-noout')
    expect(importPrivateKeyPem(practiceKeyText(key))).toEqual(key)
  })

  test('verifies our signature, and refuses another user id', () => {
    const message = place('message', '签名原文\n')
    const signature = signSm2(new Uint8Array(readFileSync(message)), key, countingRandom(11))
    const verify = (id: string) =>
      openssl('pkeyutl', '-verify', '-rawin', '-digest', 'sm3', '-pkeyopt', `distid:${id}`, '-pubin', '-inkey', publicPath, '-in', message, '-sigfile', place('signature', signature))
    expect(verify('1234567812345678').toString()).toContain('Success')
    expect(() => verify('8765432187654321')).toThrow()
    expect(verifySm2(new Uint8Array(readFileSync(message)), signature, key)).toBe(true)
    expect(verifySm2(bytes('另一原文\n'), signature, key)).toBe(false)
  })

  test('unwraps 40 keys wrapped with different one-time numbers, leading zero bytes included', () => {
    for (let seed = 1; seed <= 40; seed++) {
      const secret = countingRandom(seed * 31)(48)
      const wrapped = wrapSm2(secret, key, countingRandom(seed))
      expect(sm2.doDecrypt(Buffer.from(wrapped).toString('hex'), key.scalarHex, 1, { asn1: true, output: 'array' })).toEqual(secret)
      if (seed % 8 === 0) expect(new Uint8Array(openssl('pkeyutl', '-decrypt', '-inkey', privatePath, '-in', place('wrapped', wrapped)))).toEqual(secret)
    }
  })

  test('computes the same HMAC-SM3', () =>
    expect(openssl('dgst', '-sm3', '-mac', 'HMAC', '-macopt', `hexkey:${'0b'.repeat(32)}`, '-r', place('plain', '数据')).toString().slice(0, 64)).toBe(
      hmacSm3Hex(bytes('数据'), fromHex('0b'.repeat(32)))))
})

test('a key of another curve, a damaged key and plain text are refused with one sentence', () => {
  openssl('genpkey', '-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-256', '-out', join(folder, 'p256.pem'))
  const p256Private = readFileSync(join(folder, 'p256.pem'), 'utf8')
  const p256Public = openssl('pkey', '-in', join(folder, 'p256.pem'), '-pubout').toString()
  const good = exportPublicKeyPem(createSigningKey(countingRandom(3)))
  const lines = good.split('\n')
  const offCurve = [lines[0], lines[1], lines[2]!.replace(/^./, (letter) => (letter === 'A' ? 'B' : 'A')), ...lines.slice(3)].join('\n')
  for (const pem of [p256Public, offCurve, 'hello', '', '-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n'])
    expect(() => importPublicKeyPem(pem)).toThrow(expect.objectContaining({ code: 'invalid' }))
  for (const pem of [p256Private, 'hello', '-----BEGIN PRIVATE KEY-----\nMAA=\n-----END PRIVATE KEY-----\n'])
    expect(() => importPrivateKeyPem(pem)).toThrow(expect.objectContaining({ code: 'invalid' }))
})

test('SM4-CBC in any pieces is SM4-CBC in one piece, and opens again', () =>
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 70 }), { maxLength: 8 }), fc.uint8Array({ minLength: 16, maxLength: 16 }), fc.uint8Array({ minLength: 16, maxLength: 16 }), (pieces, key, iv) => {
      const cipher = createSm4Cbc(key, iv)
      const sealed = new Uint8Array(Buffer.concat([...pieces.map((piece) => cipher.update(piece)), cipher.finish()]))
      const plain = new Uint8Array(Buffer.concat(pieces))
      expect(sealed).toEqual(sm4.encrypt(plain, key, { mode: 'cbc', iv, padding: 'pkcs#7', output: 'array' }))
      expect(decryptSm4Cbc(sealed, key, iv)).toEqual(plain)
    }),
  ))
