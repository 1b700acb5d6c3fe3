import { safeStorage } from 'electron'
import type { SecretsPort } from '../core/ports.ts'

/** The operating system's key store: DPAPI on Windows, Secret Service or KWallet on Linux. */
export function systemSecrets(): SecretsPort {
  return {
    isAvailable: () => safeStorage.isEncryptionAvailable()
      // Without a key store Chromium falls back to a password that everybody knows: that is no protection.
      && !(process.platform === 'linux' && ['basic_text', 'unknown'].includes(safeStorage.getSelectedStorageBackend())),
    // safeStorage takes text only.
    wrap: (plain) => new Uint8Array(safeStorage.encryptString(Buffer.from(plain).toString('base64'))),
    unwrap: (sealed) => new Uint8Array(Buffer.from(safeStorage.decryptString(Buffer.from(sealed)), 'base64')),
  }
}
